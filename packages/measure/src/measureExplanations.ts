import { attributionPlan } from '@bcos-bench/explain';
import type { MeasuredExplanation, MeasuredMethod, MeasureSummary } from '@bcos-bench/formats';
import { at, UsageFault, type AttributionMethodName, type ExplanationMeasureName } from '@bcos-bench/vocabulary';
import { bootstrapInterval } from './bootstrapInterval.js';
import { explanationMeasures } from './measures/explanationMeasures.js';
import type { NetworkUnderTest } from './networkUnderTest.js';
import { openSubject } from './openSubject.js';
import { costSince, type Cost } from './passCounter.js';
import type { MeasuredImages, MeasuredValues, Subject } from './subject.js';

/** What is measured of what. */
export interface MeasureWish {
  readonly methods: readonly AttributionMethodName[];
  readonly measures: readonly ExplanationMeasureName[];
  /** Whether the network has a dynamic linear map. */
  readonly bcos: boolean;
  readonly seed: number;
}

/** All rows, their summary, and what is not defined. */
export type Measured = Pick<MeasureSummary, 'measured' | 'leftOut'> & { readonly rows: readonly MeasuredExplanation[] };

/**
 * Measures the explanations of images by each method. What is not defined for the network, the method or the images is left out and named.
 * @param report called after each measure with the number of pairs of method and measure that are done
 */
export function measureExplanations(
  network: NetworkUnderTest,
  images: MeasuredImages,
  { methods, measures, bcos, seed }: MeasureWish,
  report: (done: number, what: string) => void,
): Measured {
  const rows: MeasuredExplanation[] = [];
  const measured: MeasuredMethod[] = [];
  const leftOut: MeasureSummary['leftOut'] = [];
  for (const [place, method] of methods.entries()) {
    const begun = place * measures.length;
    const before = network.passes.total();
    const subject = orWhyNot(() => openSubject(network, images, attributionPlan({ method, seed }, bcos), seed));
    if (typeof subject === 'string') {
      leftOut.push({ method, measure: null, why: subject });
      report(begun + measures.length, method);
      continue;
    }
    const explaining = costSince(before, network.passes.total());
    for (const [number, measure] of measures.entries()) {
      const start = network.passes.total();
      const found = orWhyNot(() => explanationMeasures[measure](subject));
      const own = costSince(start, network.passes.total());
      if (typeof found === 'string') leftOut.push({ method, measure, why: found });
      else {
        rows.push(...rowsOfValues(subject, method, measure, found));
        const summary = summaryOf(found, images.index, seed);
        if (summary === null) leftOut.push({ method, measure, why: 'it is defined for none of the images' });
        else measured.push({ method, measure, ...summary, ...passesOf(explaining, own) });
      }
      report(begun + number + 1, `${method}, ${measure}`);
    }
  }
  return { rows, measured, leftOut };
}

/** What `work` gives, or in words why it is not defined. */
function orWhyNot<T extends object>(work: () => T): T | string {
  try {
    return work();
  } catch (error) {
    if (error instanceof UsageFault) return error.parts.what;
    throw error;
  }
}

function rowsOfValues(
  { index, labels, predicted }: Subject,
  method: string,
  measure: string,
  { values, units = index }: MeasuredValues,
): MeasuredExplanation[] {
  return Array.from(index, (image, row) => ({
    index: image,
    label: at(labels, row),
    // The images of a grid are explained for their labels, which the network predicts.
    explainedClass: at(predicted, row),
    method,
    measure,
    value: at(values, row),
    unit: at(units, row),
  }));
}

function summaryOf(
  { values, units }: MeasuredValues,
  index: Int32Array,
  seed: number,
): Pick<MeasuredMethod, 'images' | 'mean' | 'low' | 'high' | 'median'> | null {
  const known = values.flatMap((value, row) => (value === null ? [] : [{ value, unit: at(units ?? index, row) }]));
  return known.length === 0 ? null : { images: known.length, ...bootstrapInterval(known, seed) };
}

function passesOf(explaining: Cost, own: Cost): Pick<MeasuredMethod, 'forwardPasses' | 'gradientPasses'> {
  return {
    forwardPasses: explaining.forward + own.forward,
    gradientPasses: explaining.gradient + own.gradient,
  };
}
