import type { AttributionPlan } from '@bcos-bench/explain';
import type { NetworkUnderTest } from './networkUnderTest.js';
import type { MeasuredImages, Subject } from './subject.js';

/** The subject of a method: its maps are computed here. @throws UsageFault where the method is not defined for the network */
export function openSubject(
  network: NetworkUnderTest,
  images: MeasuredImages,
  plan: AttributionPlan,
  seed: number,
): Subject {
  const { index, inputs, predicted } = images;
  const { contribution } = network.explain(plan, { index, inputs, classes: predicted });
  return { ...images, network, plan, seed, maps: contribution };
}
