import type { Proportion } from '@bcos-bench/vocabulary';
import { count } from '../count.js';
import { shareOf } from '../paired/outcomeByImage.js';
import { methodName } from '../results/describeAttack.js';
import type { PipelineResults } from '../results/pipelineResults.js';
import { explanationChangeRows, type ExplanationChangeRow } from '../table/explanationChangeTable.js';
import type { RobustnessTable } from '../table/robustnessTable.js';
import { worstCase, type WorstCase } from '../table/worstCase.js';
import { mainSetting, settingKey, type RunAttack, type Setting } from './setting.js';

/** Where a network stands: over the images that every attack of the setting took. */
export interface Standing {
  readonly network: string;
  readonly title: string;
  /** Before any attack. */
  readonly clean: Proportion;
  /** After the worst of its attacks, image by image. */
  readonly worst: WorstCase;
  /** The attacks by name, each once. */
  readonly attacks: readonly string[];
  /** The median cosine of contribution maps before and after an attack of this setting; null where none was explained. */
  readonly explanationCosine: number | null;
  /** What the article has for the longest of these attacks, in per cent; null where it has nothing. */
  readonly article: number | null;
}

/** All networks at the setting that says most. */
export interface Leaderboard {
  readonly setting: Setting;
  /** Those that were attacked there, the one that keeps most first. */
  readonly standings: readonly Standing[];
}

/** Null where no attack has run. */
export function leaderboard(results: PipelineResults, tables: readonly RobustnessTable[]): Leaderboard | null {
  const setting = mainSetting(results);
  if (setting === null) return null;
  const key = settingKey(setting);
  const explained = explanationChangeRows(results).filter(({ cell }) => settingKey(cell) === key);
  const standings = results.networks.flatMap(({ id, title }) => {
    const attacks = setting.attacks.filter(({ network }) => network === id);
    const worst = worstCase(attacks.map(({ outcome }) => outcome));
    if (worst === null) return [];
    return {
      ...{ network: id, title, worst, clean: cleanOf(attacks, worst) },
      attacks: attackNames(attacks),
      explanationCosine: cosineOf(explained, id),
      article: articleOf(tables, attacks),
    };
  });
  const byKept = (a: Standing, b: Standing): number =>
    b.worst.share.value - a.worst.share.value || b.clean.value - a.clean.value;
  return { setting, standings: standings.sort(byKept) };
}

/** The names of attacks, each once, in an order that does not depend on that of the pipeline: networks that were attacked alike have equal lists. */
export function attackNames(attacks: readonly Pick<RunAttack, 'cell'>[]): string[] {
  return [...new Set(attacks.map(({ cell }) => methodName(cell)))].sort();
}

/** Clean accuracy over the same images. */
function cleanOf(attacks: readonly RunAttack[], { withstood }: WorstCase): Proportion {
  const rightBefore = new Map(attacks.flatMap(({ outcome }) => [...outcome.rightBefore]));
  return shareOf(new Map([...withstood.keys()].map((image) => [image, rightBefore.get(image) === true])));
}

/** The number of images, or the fewest and most, such as `250` or `24 to 1,000`. */
export function imagesOf(standings: readonly Standing[]): string {
  const totals = standings.map(({ worst }) => worst.share.total);
  return [...new Set([Math.min(...totals), Math.max(...totals)])].map(count).join(' to ');
}

function cosineOf(explained: readonly ExplanationChangeRow[], id: string): number | null {
  const row = explained.find(({ network }) => network === id);
  return row?.measures.find(({ measure }) => measure.key === 'cosine')?.value?.median ?? null;
}

function articleOf(tables: readonly RobustnessTable[], attacks: readonly RunAttack[]): number | null {
  const nodes = new Set(attacks.map(({ node }) => node));
  const numbers = tables.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.flat()));
  const found = numbers
    .filter(({ node, article }) => article !== null && nodes.has(node))
    .sort((a, b) => b.cell.steps - a.cell.steps);
  return found[0]?.article ?? null;
}
