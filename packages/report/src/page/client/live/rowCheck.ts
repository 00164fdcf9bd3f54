import { at, parseEpsilon } from '@bcos-bench/vocabulary';
import {
  evaluateLive,
  floatsOf,
  liveAttack,
  planOf,
  type LiveEvaluation,
  type LiveNetwork,
} from '@bcos-bench/live/browser';
import type { ReadyNetwork } from './engine.js';
import type { RecordedAttack, RecordedEvaluation, RecordedRow } from './liveData.js';

/** The most by which a loss may differ from the row's, as a part of the larger one, and what counts as no loss at all. */
const [TOLERANCE, NOTHING] = [1e-3, 1e-6];

/** A row computed again: a line for the image, and one for the attacked image. */
export interface RowCheck {
  readonly agrees: boolean;
  readonly lines: readonly string[];
}

/** What a check needs to know. */
export interface CheckedRow {
  readonly network: LiveNetwork;
  readonly attack: RecordedAttack;
  readonly row: RecordedRow;
  /** The image before the attack, in [0,1]. */
  readonly image: Float32Array;
  readonly label: number;
}

/** Evaluates an image before and after its attack, and compares prediction and loss with its row in `samples.parquet`. */
export function checkRow({ attacked }: ReadyNetwork, { network, attack, row, image, label }: CheckedRow): RowCheck {
  const { norm, eps, threat, loss } = attack;
  const usual = planOf(
    { attack: 'pgd', norm: norm === 'l1' ? 'l2' : norm, eps: parseEpsilon(eps), steps: 1, threat },
    network,
  );
  const plan = loss === null ? usual : { ...usual, loss };
  const [clean] = liveAttack(attacked, { ...plan, steps: 0 }, { values: image, label });
  if (clean === undefined) throw new RangeError('no iterate');
  const before = compared(network, 'Before the attack', clean, row.clean, loss !== null);
  if (row.values === null) {
    const words =
      'After the attack: the page holds this image as 8-bit noise only, which is not exact enough to compare.';
    return { agrees: before.agrees, lines: [before.line, words] };
  }
  const found = evaluateLive(attacked, plan, floatsOf(row.values), label);
  const after = compared(network, 'After the attack', found, row.attacked, loss !== null);
  return { agrees: before.agrees && after.agrees, lines: [before.line, after.line] };
}

function compared(
  { classes }: LiveNetwork,
  when: string,
  found: LiveEvaluation,
  recorded: RecordedEvaluation,
  hasLoss: boolean,
): { readonly agrees: boolean; readonly line: string } {
  const samePrediction = found.prediction === recorded.prediction;
  const off = Math.abs(found.loss - recorded.loss) / Math.max(Math.abs(found.loss), Math.abs(recorded.loss), NOTHING);
  const agrees = samePrediction && (!hasLoss || off <= TOLERANCE);
  const words = (evaluation: RecordedEvaluation): string =>
    at(classes, evaluation.prediction) + (hasLoss ? `, loss ${evaluation.loss.toPrecision(6)}` : '');
  const difference = hasLoss ? ` (relative difference ${off.toExponential(1)})` : ' (its loss is of another kind)';
  return {
    agrees,
    line: `${when}: here ${words(found)}; in the row ${words(recorded)}: ${agrees ? 'they agree' : 'they differ'}${difference}.`,
  };
}
