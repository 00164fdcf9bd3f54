import { describeVariant, type FigureSpec } from '@bcos-bench/pipeline';
import { attackDescription, normSchema, parseEpsilon, type AttackName } from '@bcos-bench/vocabulary';
import { describeShare, percentage, percentageDecimals } from '../percentage.js';
import { NORM_SYMBOL } from '../results/normSymbol.js';
import type { ExplanationResult } from '../results/explanationResult.js';
import { networkOf, type PipelineResults } from '../results/pipelineResults.js';
import { mapNearnesses, nearShare, type MapNearness } from '../table/mapNearness.js';
import { shareNumbers } from '../table/tableRecords.js';
import { dotPanels, type DotPanel } from './dotPanels.js';
import type { AbsentFigure, Figure } from './figure.js';

type MapSharesSpec = Extract<FigureSpec, { kind: 'map-shares' }>;

/** The panels' width together, the space between two, and how many stand side by side at most. */
const [WIDTH, ASIDE, MOST] = [310, 20, 3];

/** What an attack on explanations did to those of a network. */
interface Attacked extends ExplanationResult {
  /** The network's title, with the method where it is explained by several. */
  readonly row: string;
  /** The attack's name in words. */
  readonly series: string;
  /** Its norm and radius. */
  readonly radius: string;
}

/** How many maps stay under an attack on explanations and under another beside it: a panel for each radius and nearness, a row for each network. */
export async function mapSharesFigure(spec: MapSharesSpec, results: PipelineResults): Promise<Figure | AbsentFigure> {
  const { id, title, steps, threat } = spec;
  const wanted = wantedOf(spec, results);
  const attacked = attackedOf(
    wanted.filter(({ changes }) => changes.length > 0),
    results,
  );
  if (attacked.length === 0) return { id, title, missing: wanted.map(({ node }) => node) };
  const series = [spec.attack, spec.beside].map(titleOf);
  const radii = [...new Set(attacked.map(({ radius }) => radius))];
  const nearnesses = shownNearnesses(attacked);
  const columns = Math.min(radii.length, MOST);
  const panels = nearnesses.flatMap((nearness) => radii.map((radius) => panelOf(nearness, radius, attacked)));
  return {
    id,
    title,
    caption:
      `Can the explanation be moved while the prediction stays? The share of images whose contribution map is still near to that before “${series.join('” and “')}”, ${steps} steps, ${threat} threat, with Wilson ` +
      '95% intervals: a panel for each radius and each way to be near, a row for each network. Where noise leaves all maps and the attack leaves few, a small change that is looked for moves the map, and noise does not show it. ' +
      'A stronger attack may leave fewer.',
    alternative: nearnesses.map((nearness) => nearnessWords(nearness, attacked)).join(' '),
    data: records(nearnesses, attacked),
    ...(await dotPanels(panels, {
      ...{ columns, width: Math.floor((WIDTH - ASIDE * (columns - 1)) / columns) },
      ...{ rows: [...new Set(attacked.map(({ row }) => row))], series, all: series },
    })),
  };
}

function titleOf(attack: AttackName): string {
  return attackDescription(attack).title;
}

/** The explanations under both attacks, network by network. */
function wantedOf({ networks, attack, beside, steps, threat }: MapSharesSpec, { explanations }: PipelineResults) {
  return networks.flatMap((id) =>
    explanations.filter(
      ({ network, cell }) =>
        network === id &&
        cell.steps === steps &&
        cell.threat === threat &&
        describeVariant(cell) === '' &&
        (cell.attack === attack || cell.attack === beside),
    ),
  );
}

/** In the order of the networks; their radii from the smallest to the largest, norm by norm. */
function attackedOf(wanted: readonly ExplanationResult[], results: PipelineResults): Attacked[] {
  const methods = new Map(wanted.map(({ network }) => [network, new Set<string | null>()]));
  for (const { network, method } of wanted) methods.get(network)?.add(method);
  const named = wanted.map((result): Attacked => {
    const { network, method, cell } = result;
    const { title } = networkOf(results, network);
    const isOnly = methods.get(network)?.size === 1;
    return {
      ...result,
      row: isOnly ? title : `${title}, ${method ?? 'usual method'}`,
      series: titleOf(cell.attack ?? 'pgd'),
      radius: `${NORM_SYMBOL[cell.norm]} ${cell.eps}`,
    };
  });
  const norms = normSchema.options;
  return named.sort(
    ({ cell: a }, { cell: b }) =>
      norms.indexOf(a.norm) - norms.indexOf(b.norm) || parseEpsilon(a.eps, 'eps') - parseEpsilon(b.eps, 'eps'),
  );
}

/** The map of the class predicted after the attack is another one only where the prediction has changed. */
function shownNearnesses(attacked: readonly Attacked[]): readonly MapNearness[] {
  const areKept = attacked.every(({ changes }) => changes.every(({ predictionKept }) => predictionKept === true));
  return mapNearnesses.filter(({ key }) => key !== 'shownCosine' || !areKept);
}

function panelOf(nearness: MapNearness, radius: string, attacked: readonly Attacked[]): DotPanel {
  return {
    heading: radius,
    note: nearness.words,
    axis: 'share',
    dots: attacked
      .filter((one) => one.radius === radius)
      .map(({ row, series, changes }) => {
        const share = nearShare(changes, nearness);
        const { value, low, high } = share;
        const percent = percentage(share, percentageDecimals(share.total));
        const words = `${series}: ${row}, ${radius}, ${nearness.words}, ${percent}% (${describeShare(share)})`;
        return { row, series, value, low, high, words };
      }),
  };
}

function nearnessWords(nearness: MapNearness, attacked: readonly Attacked[]): string {
  const shares = attacked.map(({ row, series, radius, changes }) => {
    const share = nearShare(changes, nearness);
    return `${row} under ${series}, ${radius}: ${percentage(share, percentageDecimals(share.total))}%`;
  });
  return `Maps with ${nearness.words}. ${shares.join('; ')}.`;
}

const COLUMNS = ['network', 'attack', 'norm', 'eps', 'nearness', 'least', 'images', 'share', 'low', 'high'] as const;

function records(nearnesses: readonly MapNearness[], attacked: readonly Attacked[]): Figure['data'] {
  return {
    columns: COLUMNS,
    records: attacked.flatMap(({ row, series, cell: { norm, eps }, changes }) =>
      nearnesses.map((nearness) => {
        const { accuracy: share, low, high, total: images } = shareNumbers(nearShare(changes, nearness));
        const { key, least } = nearness;
        return { network: row, attack: series, norm, eps, nearness: key, least, images, share, low, high };
      }),
    ),
  };
}
