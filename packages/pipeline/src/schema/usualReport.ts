import { attackDescription, normTitles, parseEpsilon, type Threat } from '@bcos-bench/vocabulary';
import type { AttackCell } from './attackCell.js';
import { describeVariant, variantOf } from './attackVariant.js';
import { figureSchema, type FigureSpec } from './figures/figureKinds.js';
import { findsSmallestRadii } from './figures/radiusCurve.js';
import { tableSchema, type TableSpec } from './tableSchema.js';
import type { WrittenPipeline } from './writtenPipeline.js';

type Grid = WrittenPipeline['attacks'][number];

/** The tables and figures of a report. */
export interface UsualReport {
  readonly tables: readonly TableSpec[];
  readonly figures: readonly FigureSpec[];
}

/** A grid of attacks with one threat, and the networks that it attacks. */
interface Part {
  readonly grid: Grid;
  readonly threat: Threat;
  readonly networks: readonly [string, ...string[]];
}

const MOST_NAMED = 3;

/** The title of a pipeline that has none, such as `Robustness of resnet20 on cifar10`. */
export function usualTitle({ data, networks }: Pick<WrittenPipeline, 'data' | 'networks'>): string {
  const titles = Object.values(networks).map(({ title }) => title);
  return `Robustness of ${titles.length > MOST_NAMED ? `${titles.length} networks` : titles.join(', ')} on ${data.dataset}`;
}

/** The report of a pipeline that has none: a table for each grid of attacks, and the figures that can be drawn of what there is. */
export function usualReport(written: WrittenPipeline): UsualReport {
  const parts = partsOf(written);
  const figures = [...trainings(written), ...explanationFigures(written), ...parts.flatMap(partFigures)];
  return {
    tables: parts.map((part, at) => tableSchema.parse({ id: `table-${at + 1}`, ...tableOf(part) })),
    figures: figures.map((figure, at) => figureSchema.parse({ id: `figure-${at + 1}`, ...figure })),
  };
}

function partsOf({ attacks, networks: known }: WrittenPipeline): Part[] {
  return attacks.flatMap((grid) => {
    const [first, ...others] = grid.networks === 'all' ? Object.keys(known) : grid.networks;
    if (first === undefined) return [];
    return grid.threat.map((threat): Part => ({ grid, threat, networks: [first, ...others] }));
  });
}

/** An attack in words, such as `AutoAttack, l-inf on pixels`. */
function wordsOf({ grid, threat }: Part): string {
  const details = describeVariant(grid);
  const where = threat === 'pixel' ? ' on pixels' : '';
  const { title } = attackDescription(grid.attack ?? 'pgd');
  return `${title}, ${normTitles[grid.norm]}${where}${details === '' ? '' : ` (${details})`}`;
}

function tableOf(part: Part): object {
  const { grid, threat, networks } = part;
  const { norm, eps, steps } = grid;
  const rows = networks.map((network) => ({ network }));
  return { title: `Accuracy under ${wordsOf(part)}`, norm, threat, ...variantOf(grid), eps, steps, rows };
}

function trainings({ networks }: WrittenPipeline): object[] {
  const trained = Object.entries(networks).flatMap(([id, { train }]) => (train === undefined ? [] : [id]));
  return trained.length === 0 ? [] : [{ kind: 'training-curves', title: 'Training', networks: trained }];
}

function explanationFigures({ explanations, networks }: WrittenPipeline): object[] {
  return explanations.map(({ network, attack, method }) => ({
    kind: 'explanations',
    title: `Explanations of ${networks[network]?.title ?? network}, before and after ${normTitles[attack.norm]} ${attack.eps}`,
    network,
    attack,
    ...(method === undefined ? {} : { method }),
  }));
}

/** The noise of the largest radius, and accuracy at every radius where that can be drawn. */
function partFigures(part: Part): object[] {
  const { grid, threat, networks } = part;
  const words = wordsOf(part);
  const steps = Math.max(...grid.steps);
  const eps = [...grid.eps].sort((a, b) => parseEpsilon(b, 'eps') - parseEpsilon(a, 'eps'))[0] ?? '';
  const attack: AttackCell = { norm: grid.norm, eps, steps, threat, ...variantOf(grid) };
  const images = Math.min(grid.keep, grid.limit ?? grid.keep);
  return [
    ...(findsSmallestRadii(grid)
      ? [{ kind: 'radius-curve', title: `Accuracy at every radius: ${words}`, networks, attack }]
      : []),
    ...(grid.eps.length > 1
      ? [
          {
            kind: 'accuracy-against-eps',
            title: `Accuracy by radius: ${words}`,
            networks,
            steps,
            threat,
            ...variantOf(grid),
          },
        ]
      : []),
    ...(images > 0 ? [{ kind: 'noise', title: `Noise of ${words}`, networks, attack, images }] : []),
  ];
}
