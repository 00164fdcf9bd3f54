import {
  attackNode,
  attacksOfNumber,
  describeVariant,
  type ArticleValues,
  type AttackCell,
  type TableSpec,
} from '@bcos-bench/pipeline';
import { parseEpsilon, type Proportion } from '@bcos-bench/vocabulary';
import type { AttackOutcome } from '../results/attackResult.js';
import { methodName } from '../results/describeAttack.js';
import { mostImages } from '../results/naturalAccuracy.js';
import type { OutcomeByImage } from '../paired/outcomeByImage.js';
import { comparePaired, type PairedComparison } from '../paired/pairedComparison.js';
import { networkOf, type PipelineResults } from '../results/pipelineResults.js';
import { raisedFlags } from '../sanity/raisedFlags.js';
import { percentageDecimals } from '../percentage.js';
import { worstCase, type WorstCase } from './worstCase.js';

/** One number of a table: accuracy under its attacks, or null where one of them has not run or is in no grid. */
export interface TableNumber {
  /** The node of the table's own attack, and the nodes of those that an image must withstand besides. */
  readonly node: string;
  readonly further: readonly string[];
  readonly cell: AttackCell;
  readonly robust: Proportion | null;
  /** Whether each image is classified rightly after all of its attacks; null where it has no number. */
  readonly withstood: OutcomeByImage | null;
  /** The table's own attack alone (A) and with the further ones (B), over the same images; null where there is only its own. */
  readonly withFurther: PairedComparison | null;
  /** What the article has here, in per cent; null where the row is none of the article's. */
  readonly article: number | null;
  /** The names of the flags that are raised at it. */
  readonly flags: readonly string[];
}

/** A network in a table. */
export interface TableRow {
  readonly network: string;
  readonly title: string;
  /** Over the images that were attacked. */
  readonly natural: Proportion | null;
  /** Whether each of these is classified rightly; null where no attack has run. */
  readonly rightBefore: OutcomeByImage | null;
  /** What the article has as natural accuracy, in per cent; null where the row is none of the article's. */
  readonly naturalArticle: number | null;
  /** Over the whole test split, as training measured it. */
  readonly wholeSplit: Proportion | null;
  /** A list an eps, in which a number for each count of steps. */
  readonly cells: readonly (readonly TableNumber[])[];
}

/** A table in the article's layout: a row for each network, natural accuracy, a column an eps, `20 / 100` steps in a cell. */
export interface RobustnessTable {
  readonly id: string;
  readonly title: string;
  readonly norm: TableSpec['norm'];
  readonly threat: TableSpec['threat'];
  readonly eps: readonly string[];
  readonly steps: readonly number[];
  /** The attacks that an image must withstand besides, in words. */
  readonly further: readonly string[];
  /** Decimals of all its percentages. */
  readonly decimals: 1 | 2;
  /** How many images its attacks saw: one number, or several where attacks differ; none where none has run. */
  readonly images: readonly number[];
  /** The splits that these are of, as the attacks say. */
  readonly splits: readonly string[];
  readonly rows: readonly TableRow[];
}

/** Fills a table from the attacks' results. */
export function robustnessTable(spec: TableSpec, results: PipelineResults): RobustnessTable {
  const flags = raisedFlags(results);
  const rows = spec.rows.map((row) => tableRow(spec, row, results, flags));
  const totals = rows.flatMap(({ cells }) => cells.flat()).flatMap(({ robust }) => robust?.total ?? []);
  const images = [...new Set(totals)].sort((a, b) => a - b);
  const nodes = rows.flatMap(({ cells }) => cells.flat().map(({ node }) => node));
  const splits = [...new Set(nodes.flatMap((node) => results.attacks.get(node)?.outcome?.split ?? []))].sort();
  const { id, title, norm, threat, eps, steps } = spec;
  return {
    id,
    title,
    norm,
    threat,
    eps,
    steps,
    further: spec['worst-of'].map(({ steps: count, ...variant }) => {
      const others = describeVariant(variant);
      return `${methodName(variant)} of ${count} steps${others === '' ? '' : ` (${others})`}`;
    }),
    rows,
    images,
    splits,
    decimals: percentageDecimals(images.at(0) ?? 0),
  };
}

function tableRow(
  spec: TableSpec,
  { network, title, article }: TableSpec['rows'][number],
  results: PipelineResults,
  flags: ReturnType<typeof raisedFlags>,
): TableRow {
  const cells = spec.eps.map((radius) => spec.steps.map((count) => attacksOfNumber(spec, radius, count)));
  const outcomeOf = (cell: AttackCell): AttackOutcome | null =>
    results.attacks.get(attackNode(network, cell))?.outcome ?? null;
  const outcomes = cells.flat(2).flatMap((cell) => outcomeOf(cell) ?? []);
  const about = networkOf(results, network);
  const widest = mostImages(outcomes);
  return {
    network,
    title: title ?? about.title,
    natural: widest?.natural ?? null,
    rightBefore: widest?.rightBefore ?? null,
    naturalArticle: article?.natural ?? null,
    wholeSplit: about.model?.cleanAccuracy?.top1 ?? null,
    cells: cells.map((column) =>
      column.map(([cell, ...others], step) => {
        const node = attackNode(network, cell);
        const further = others.map((other) => attackNode(network, other));
        const raised = [node, ...further].flatMap((own) => (flags.get(own) ?? []).map(({ name }) => name));
        const worst = worstCase([cell, ...others].map(outcomeOf));
        return {
          node,
          further,
          cell,
          robust: worst?.share ?? null,
          withstood: worst?.withstood ?? null,
          withFurther: others.length === 0 ? null : compareWithFurther(outcomeOf(cell), worst),
          article: articleNumbers(article, cell.eps)?.[step] ?? null,
          flags: [...new Set(raised)],
        };
      }),
    ),
  };
}

/** What further attacks break that a table's own does not. */
function compareWithFurther(own: AttackOutcome | null, worst: WorstCase | null): PairedComparison | null {
  return own === null || worst === null ? null : comparePaired(own.withstood, worst.withstood);
}

/** The article's numbers at a radius, whichever way it is written, one a count of steps. */
function articleNumbers(article: ArticleValues | undefined, eps: string): readonly number[] | undefined {
  const radius = parseEpsilon(eps);
  return Object.entries(article?.cells ?? {}).find(([written]) => parseEpsilon(written) === radius)?.[1];
}
