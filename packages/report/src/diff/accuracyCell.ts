import type { Proportion } from '@bcos-bench/vocabulary';
import { describeAttack } from '../results/describeAttack.js';
import type { OutcomeByImage } from '../paired/outcomeByImage.js';
import { unpackOutcomes } from '../results/imageOutcomes.js';
import { mostImages } from '../results/naturalAccuracy.js';
import type { Results } from '../results/resultsSchema.js';

/** One accuracy of a report with what tells it from the others. */
export interface AccuracyCell {
  readonly network: string;
  readonly title: string;
  /** `whole-split`: of the whole test split. `natural`: of the images that attacks saw. `attacked`: of those, under one attack. */
  readonly accuracyOf: 'whole-split' | 'natural' | 'attacked';
  /** In words, such as `natural` or `PGD ℓ2 0.5, 100 steps, encoded threat`. */
  readonly description: string;
  /** The node of the attack; null where it is not an attack's. */
  readonly node: string | null;
  readonly accuracy: Proportion;
  /** Whether each image is classified rightly; null where the report does not say. */
  readonly images: OutcomeByImage | null;
}

/** Every accuracy that a report has measured: network by network, before the attacks and then under them, in its order. */
export function accuracyCells({ networks, attacks }: Results): AccuracyCell[] {
  return networks.flatMap(({ network, title, cleanAccuracy }) => {
    const own = attacks.filter((attack) => attack.network === network);
    const ran = own.flatMap(({ natural, outcomes }) => (natural === null ? [] : [{ natural, outcomes }]));
    const widest = mostImages(ran);
    return [
      ...cell(
        { network, title, accuracyOf: 'whole-split', description: 'whole test split', node: null, images: null },
        cleanAccuracy?.top1,
      ),
      ...cell(
        {
          ...{ network, title, accuracyOf: 'natural', description: 'natural, attacked images', node: null },
          images: widest?.outcomes ? unpackOutcomes(widest.outcomes).before : null,
        },
        widest?.natural,
      ),
      ...own.flatMap((attack) =>
        cell(
          {
            ...{ network, title, accuracyOf: 'attacked', description: describeAttack(attack), node: attack.node },
            images: attack.outcomes === null ? null : unpackOutcomes(attack.outcomes).after,
          },
          attack.robust,
        ),
      ),
    ];
  });
}

/** What is equal for one cell of two reports and differs for any two of one report. */
export function cellKey({ network, accuracyOf, node }: AccuracyCell): string {
  return JSON.stringify([network, accuracyOf, node]);
}

/** A cell; none where nothing was measured. */
function cell(about: Omit<AccuracyCell, 'accuracy'>, accuracy: Proportion | null | undefined): AccuracyCell[] {
  return accuracy === null || accuracy === undefined || accuracy.total === 0 ? [] : [{ ...about, accuracy }];
}
