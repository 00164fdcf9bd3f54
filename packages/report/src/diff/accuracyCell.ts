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
  /**
   * `whole-split`: of the whole test split. `natural`: of the images that attacks saw. `attacked`: of those, under one attack.
   * `transferred`: of images that were attacked on another network. `corrupted`: of test images under a corruption.
   */
  readonly accuracyOf: 'whole-split' | 'natural' | 'attacked' | 'transferred' | 'corrupted';
  /** In words, such as `natural` or `PGD ℓ2 0.5, 100 steps, encoded threat`. */
  readonly description: string;
  /** The node that measured it; null where several did. */
  readonly node: string | null;
  readonly accuracy: Proportion;
  /** Whether each image is classified rightly; null where the report does not say. */
  readonly images: OutcomeByImage | null;
}

/** Every accuracy that a report has measured, network by network: before the attacks, under them, and on others' images, in its order. */
export function accuracyCells({ networks, attacks, transfers, corruptions }: Results): AccuracyCell[] {
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
      ...transfers
        .filter(({ to }) => to === network)
        .flatMap((transfer) => {
          const description = `${describeAttack(transfer)}, on ${transfer.from}`;
          return cell(
            { ...{ network, title, accuracyOf: 'transferred', description }, node: transfer.node, images: null },
            transfer.accuracy,
          );
        }),
      ...corruptions
        .filter((corrupted) => corrupted.network === network)
        .flatMap(({ corruption, severity, node, accuracy }) => {
          const description = `${corruption}, severity ${severity}`;
          return cell({ ...{ network, title, accuracyOf: 'corrupted', description }, node, images: null }, accuracy);
        }),
    ];
  });
}

/** What is equal for one cell of two reports and differs for any two of one report. */
export function cellKey({ network, accuracyOf, node, description }: AccuracyCell): string {
  return JSON.stringify([network, accuracyOf, node, description]);
}

/** A cell; none where nothing was measured. */
function cell(about: Omit<AccuracyCell, 'accuracy'>, accuracy: Proportion | null | undefined): AccuracyCell[] {
  return accuracy === null || accuracy === undefined || accuracy.total === 0 ? [] : [{ ...about, accuracy }];
}
