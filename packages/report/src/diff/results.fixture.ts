import { attackCellSchema } from '@bcos-bench/pipeline';
import { proportion } from '@bcos-bench/vocabulary';
import { packOutcomes } from '../results/imageOutcomes.js';
import type { Results } from '../results/resultsSchema.js';

type Attack = Results['attacks'][number];
type Network = Results['networks'][number];

/** A network's accuracy on the whole split: the number correct of 1,000 images, or null where it has not run. */
export function networkResults(network: string, correct: number | null, title = network.toUpperCase()): Network {
  const top1 = correct === null ? null : proportion(correct, 1000);
  const cleanAccuracy = top1 === null ? null : { split: 'test', top1, top5: proportion(1000, 1000) };
  return { network, title, node: `train-${network}`, architecture: null, loss: null, cleanAccuracy };
}

/** An attack on 200 images, of which 190 were right before it and `correct` after it; null where it has not run. */
export function attackResults(
  network: string,
  eps: string,
  correct: number | null,
  flags: Attack['flags'] = [],
): Attack {
  return {
    ...attackCellSchema.parse({ norm: 'linf', eps, steps: 20 }),
    network,
    node: `attack-${network}-linf-${eps.replace('/', '_')}-20-encoded`,
    natural: correct === null ? null : proportion(190, 200),
    robust: correct === null ? null : proportion(correct, 200),
    outcomes: null,
    flags,
  };
}

/**
 * The attack of radius 8/255 with its rows: 200 images, of which 190 were right before it, and after it `correct` minus `from` images from
 * number `from` on.
 */
export function withRows(network: string, correct: number, from: number): Attack {
  const images = (isRight: (image: number) => boolean): ReadonlyMap<number, boolean> =>
    new Map(Array.from({ length: 200 }, (_, image) => [image, isRight(image)]));
  const after = images((image) => image >= from && image < correct);
  return {
    ...attackResults(network, '8/255', [...after.values()].filter(Boolean).length),
    outcomes: packOutcomes(
      images((image) => image < 190),
      after,
    ),
  };
}

/** A report of these networks and attacks. */
export function resultsFixture(networks: Network[], attacks: Attack[]): Results {
  return {
    title: 'Small',
    dataset: { name: 'shapes', classes: ['circle', 'square'], testImages: 1000 },
    networks,
    attacks,
    article: [],
    notes: [],
    explanationChanges: [],
    audits: [],
    detections: [],
    measures: [],
    transfers: [],
    corruptions: [],
  };
}
