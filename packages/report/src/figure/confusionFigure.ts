import type { TopLevelSpec } from 'vega-lite';
import { attackNode, type FigureSpec } from '@bcos-bench/pipeline';
import { readAttackSamples, type AttackSample } from '@bcos-bench/formats';
import { describeAttack } from '../results/describeAttack.js';
import { nodeFolder } from '../results/nodeFolder.js';
import { networkOf, type PipelineResults } from '../results/pipelineResults.js';
import { confusionCounts, type ConfusionCount } from './confusionCounts.js';
import type { AbsentFigure, Figure } from './figure.js';
import { vegaFigure } from './vegaFigure.js';

type ConfusionSpec = Extract<FigureSpec, { kind: 'confusion' }>;

const CELL = 34;
const SHARES = [0, 1];
/** Above this share, a cell is so dark that its number is white. */
const DARK_SHARE = 0.55;
const [DARK_INK, LIGHT_INK] = ['#1c2128', '#ffffff'];

/** The two panels: what they head and which prediction they count. */
const PANELS = [
  { heading: 'before the attack', predictionOf: ({ clean_pred }: AttackSample) => clean_pred },
  { heading: 'after the attack', predictionOf: ({ adv_pred }: AttackSample) => adv_pred },
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
      `${about}. Rows are labels, columns predictions. A number is the share of its row in %; a cell without a number is ` +
      '0. Correct predictions are on the diagonal.',
    alternative: `Two confusion matrices, before and after the attack. ${about}. ${mostFrequent(samples, results.dataset.classes)}`,
    ...(await vegaFigure(plot(samples, results.dataset.classes))),
  };
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
  return {
    spacing: 36,
    hconcat: PANELS.map(({ heading, predictionOf }, panel) => ({
      title: heading,
      width: side,
      height: side,
      view: { stroke: 'currentColor', strokeOpacity: 0.3 },
      data: {
        values: confusionCounts(samples, predictionOf, classes.length).map((count) => row(count, classes, heading)),
      },
      layer: [...layers],
      encoding: axes(classes, panel === 0),
    })),
  };
}

function row({ label, prediction, count, share }: ConfusionCount, classes: readonly string[], heading: string) {
  const [truth, predicted] = [className(classes, label), className(classes, prediction)];
  const percent = (100 * share).toFixed(0);
  const words = `${heading}: ${count} of ${Math.round(count / share)} images of ${truth} are classified as ${predicted}`;
  return { label: truth, prediction: predicted, share, percent, words };
}

const layers = [
  {
    mark: { type: 'rect', aria: true },
    encoding: {
      fill: {
        field: 'share',
        type: 'quantitative',
        scale: { domain: SHARES, scheme: 'blues' },
        legend: null,
      },
      description: { field: 'words', type: 'nominal' },
    },
  },
  {
    mark: { type: 'text', fontSize: 11 },
    encoding: {
      text: { field: 'percent', type: 'nominal' },
      color: { condition: { test: `datum.share > ${DARK_SHARE}`, value: LIGHT_INK }, value: DARK_INK },
    },
  },
] as const;

/** Every class has its place, in the order of the data set, also where it never occurs. */
function axes(classes: readonly string[], isFirst: boolean) {
  const scale = { domain: [...classes] };
  const place = { type: 'nominal', scale } as const;
  const axis = { labelLimit: 90, grid: false } as const;
  return {
    x: { field: 'prediction', ...place, axis: { ...axis, title: 'prediction', labelAngle: -45 } },
    y: { field: 'label', ...place, axis: { ...axis, title: isFirst ? 'true class' : null, labels: isFirst } },
  } as const;
}

function className(classes: readonly string[], number: number): string {
  return classes[number] ?? `class ${number}`;
}
