import type { AttackName } from '@bcos-bench/vocabulary';
import { counted } from '../count.js';
import type { PipelineResults } from '../results/pipelineResults.js';
import type { Leaderboard } from './leaderboard.js';

/** From such a width of an interval on, in points, only large differences between networks show. */
const WIDE = 10;
/** The attacks that find what gradients hide. */
const GRADIENT_FREE: ReadonlySet<AttackName> = new Set(['autoattack', 'square']);

/** What the numbers of a leaderboard can bear, a sentence each. */
export function bearing(board: Leaderboard, results: PipelineResults): string[] {
  return [...imagesBear(board), ...attacksBear(board), ...auditsBear(results)];
}

function imagesBear({ standings }: Leaderboard): string[] {
  const intervals = standings.flatMap(({ clean, worst }) => [clean, worst.share]);
  const points = 100 * Math.max(...intervals.map(({ low, high }) => high - low));
  const fewest = Math.min(...intervals.map(({ total }) => total));
  const large = points >= WIDE ? ': only large differences show' : '';
  return [
    `${counted(fewest, 'image')}${unequal(intervals)}: 95% intervals of up to ${points.toFixed(0)} points${large}.`,
  ];
}

function unequal(intervals: readonly { readonly total: number }[]): string {
  return new Set(intervals.map(({ total }) => total)).size === 1 ? '' : ' or more';
}

function attacksBear({ setting, standings }: Leaderboard): string[] {
  const names = [...new Set(standings.flatMap(({ attacks }) => attacks))];
  const hasFree = setting.attacks.some(({ cell: { attack = 'pgd' } }) => GRADIENT_FREE.has(attack));
  const alike = new Set(standings.map(({ attacks }) => attacks.join())).size <= 1;
  return [
    `${names.join(', ')}: an attack shows what breaks, so the accuracy that is left is an upper bound${
      hasFree ? '' : ', and a network that hides its gradients would look robust'
    }.`,
    ...(alike ? [] : ['Not all networks were attacked alike; those are not compared.']),
  ];
}

function auditsBear({ audits }: PipelineResults): string[] {
  return audits.flatMap(({ network, audit }) =>
    audit === null ? [] : [`Audit of ${network}: ${audit.verdict.words}.`],
  );
}
