import type { TopLevelSpec } from 'vega-lite';
import { attackNode, cellName, type FigureSpec } from '@bcos-bench/pipeline';
import { readAttackSamples, type AttackSample } from '@bcos-bench/formats';
import { at, proportion } from '@bcos-bench/vocabulary';
import { counted } from '../count.js';
import { describeAttack } from '../results/describeAttack.js';
import { nodeFolder } from '../results/nodeFolder.js';
import { networkOf, type PipelineResults } from '../results/pipelineResults.js';
import { confusionCounts, type ConfusionCount } from './confusionCounts.js';
import type { AbsentFigure, Figure } from './figure.js';
import { vegaFigure } from './vegaFigure.js';

type ConfusionSpec = Extract<FigureSpec, { kind: 'confusion' }>;

const CELL = 34;
/** A cell is this colour over the ground of the page, light or dark: the higher its share, the less of the ground is seen. */
const CELL_COLOUR = '#00507c';
/** A row over fewer images than these says little. */
const ENOUGH = 30;
const LIGHT_INK = '#ffffff';
/**
 * Above this share a cell is so dark that its number is white. The opacity jumps there: between the two, neither ink can be read
 * well.
 */
const DARK_SHARE = 0.5;
const [PALE, DARK] = [
  [0.06, 0.5],
  [0.75, 1],
] as const;

/** The two panels: what they head, which prediction they count, and by which filter the explorer finds it. */
const PANELS = [
  { heading: 'before the attack', filter: 'before', predictionOf: ({ clean_pred }: AttackSample) => clean_pred },
  { heading: 'after the attack', filter: 'after', predictionOf: ({ adv_pred }: AttackSample) => adv_pred },
] as const;

/** What a network takes the images of each class for, before and after an attack: two matrices side by side. */
export async function confusionFigure(
  { id, title, network, attack }: ConfusionSpec,
  results: PipelineResults,
): Promise<Figure | AbsentFigure> {
  const node = attackNode(network, attack);
  const folder = nodeFolder(results, node);
  if (folder === null) return { id, title, missing: [node] };
  const samples = await readAttackSamples(folder);
  const about = `${networkOf(results, network).title}, ${describeAttack(attack)}`;
  return {
    id,
    title,
    caption:
      `Which classes the attack confuses: ${about}. Rows are labels, with the number of images that each stands on; columns are predictions. A number is the share of ` +
      `its row in %; a cell without a number is 0. Correct predictions are on the diagonal.${fewWords(samples, results.dataset.classes)}`,
    alternative: `Two confusion matrices, before and after the attack. ${about}. ${mostFrequent(samples, results.dataset.classes)}`,
    data: { columns: COLUMNS, records: records(samples, results.dataset.classes) },
    images: links(samples, results.dataset.classes, { network, attack: cellName(attack) }),
    ...(await vegaFigure(plot(samples, results.dataset.classes))),
  };
}

/** What a share of few images can bear. */
function fewWords(samples: readonly AttackSample[], classes: readonly string[]): string {
  const fewest = Math.min(...imagesOf(samples, classes).filter((images) => images > 0));
  if (fewest >= ENOUGH || !Number.isFinite(fewest)) return '';
  const { low, high } = proportion(Math.round(fewest / 2), fewest);
  return ` A row of ${counted(fewest, 'image')} says little: its 95% intervals are up to ${(100 * (high - low)).toFixed(0)} points wide.`;
}

/** The number of images of each class. */
function imagesOf(samples: readonly AttackSample[], classes: readonly string[]): number[] {
  return classes.map((_, label) => samples.filter((sample) => sample.label === label).length);
}

const COLUMNS = ['attack', 'label', 'prediction', 'images', 'share_of_label'] as const;

function records(samples: readonly AttackSample[], classes: readonly string[]) {
  return PANELS.flatMap(({ heading, predictionOf }) =>
    confusionCounts(samples, predictionOf, classes.length).map(({ label, prediction, count, share }) => ({
      ...{ attack: heading, label: className(classes, label), prediction: className(classes, prediction) },
      ...{ images: count, share_of_label: share },
    })),
  );
}

/** What to ask the explorer for to see the images of each cell, by the words of the cell. */
function links(
  samples: readonly AttackSample[],
  classes: readonly string[],
  chosen: { readonly network: string; readonly attack: string },
): ReadonlyMap<string, string> {
  return new Map(
    PANELS.flatMap(({ heading, filter, predictionOf }) =>
      confusionCounts(samples, predictionOf, classes.length).map((cell) => [
        cellWords(cell, classes, heading),
        new URLSearchParams({
          ...{ ...chosen, label: String(cell.label) },
          [filter]: String(cell.prediction),
        }).toString(),
      ]),
    ),
  );
}

/** The most frequent prediction for each class after the attack, in words. */
function mostFrequent(samples: readonly AttackSample[], classes: readonly string[]): string {
  const counts = confusionCounts(samples, ({ adv_pred }) => adv_pred, classes.length);
  return classes
    .flatMap((name, label) => {
      const [first] = counts.filter((cell) => cell.label === label).sort((a, b) => b.count - a.count);
      return first === undefined ? [] : [`${name}: most often classified as ${className(classes, first.prediction)}.`];
    })
    .join(' ');
}

function plot(samples: readonly AttackSample[], classes: readonly string[]): TopLevelSpec {
  const side = CELL * classes.length;
  const images = imagesOf(samples, classes);
  const rows = classes.map((name, label) => `${name} (${at(images, label)})`);
  return {
    spacing: 36,
    hconcat: PANELS.map(({ heading, predictionOf }, panel) => ({
      title: heading,
      width: side,
      height: side,
      view: { stroke: 'currentColor', strokeOpacity: 0.3 },
      data: {
        values: confusionCounts(samples, predictionOf, classes.length).map((count) =>
          row(count, classes, rows, heading),
        ),
      },
      layer: [...layers],
      encoding: axes(classes, rows, panel === 0),
    })),
  };
}

function row(
  { label, prediction, count, share }: ConfusionCount,
  classes: readonly string[],
  rows: readonly string[],
  heading: string,
) {
  const [truth, predicted] = [className(classes, label), className(classes, prediction)];
  const percent = (100 * share).toFixed(0);
  const words = cellWords({ label, prediction, count, share }, classes, heading);
  const [from, to] = share > DARK_SHARE ? DARK : PALE;
  const within = share > DARK_SHARE ? (share - DARK_SHARE) / (1 - DARK_SHARE) : share / DARK_SHARE;
  const opacity = from + (to - from) * within;
  return { label: rows[label] ?? truth, prediction: predicted, share, opacity, percent, words };
}

function cellWords(
  { label, prediction, count, share }: ConfusionCount,
  classes: readonly string[],
  heading: string,
): string {
  const [truth, predicted] = [className(classes, label), className(classes, prediction)];
  return `${heading}: ${count} of ${Math.round(count / share)} images of ${truth} are classified as ${predicted}`;
}

const layers = [
  {
    mark: { type: 'rect', aria: true },
    encoding: {
      fill: { value: CELL_COLOUR },
      fillOpacity: { field: 'opacity', type: 'quantitative', scale: null, legend: null },
      description: { field: 'words', type: 'nominal' },
    },
  },
  {
    mark: { type: 'text', fontSize: 11 },
    encoding: {
      text: { field: 'percent', type: 'nominal' },
      color: { condition: { test: `datum.share > ${DARK_SHARE}`, value: LIGHT_INK }, value: 'currentColor' },
    },
  },
] as const;

/** Every class has its place, in the order of the data set, also where it never occurs. */
function axes(classes: readonly string[], rows: readonly string[], isFirst: boolean) {
  const place = (domain: string[]) => ({ type: 'nominal', scale: { domain } }) as const;
  const axis = { labelLimit: 120, grid: false } as const;
  return {
    x: { field: 'prediction', ...place([...classes]), axis: { ...axis, title: 'prediction', labelAngle: -45 } },
    y: {
      field: 'label',
      ...place([...rows]),
      axis: { ...axis, title: isFirst ? 'true class (images)' : null, labels: isFirst },
    },
  } as const;
}

function className(classes: readonly string[], number: number): string {
  return classes[number] ?? `class ${number}`;
}
