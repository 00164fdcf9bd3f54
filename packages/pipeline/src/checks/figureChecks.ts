import { parseEpsilon } from '@bcos-bench/vocabulary';
import type { AttackCell } from '../schema/attackCell.js';
import type { NetworkAttack } from '../nodes/attackGrid.js';
import { variantName } from '../schema/attackVariant.js';
import type { Contradiction } from './contradiction.js';
import type { FigureSpec } from '../schema/figureSchema.js';
import { missingAttack, missingImages } from './missingAttack.js';
import { explainNode } from '../nodes/nodeName.js';
import type { PipelineSpec } from '../schema/pipelineSchema.js';
import type { KeyPath } from '../yaml/yamlSource.js';

type OfKind<Kind extends FigureSpec['kind']> = Extract<FigureSpec, { kind: Kind }>;
type CheckFigure<Kind extends FigureSpec['kind']> = (
  figure: OfKind<Kind>,
  path: KeyPath,
  spec: PipelineSpec,
  attacks: readonly NetworkAttack[],
) => Contradiction[];

const checks: { readonly [Kind in FigureSpec['kind']]: CheckFigure<Kind> } = {
  'training-curves': () => [],
  explanations: (figure, path, spec) => {
    const node = explainNode(figure);
    if (spec.explanations.some((explanation) => explainNode(explanation) === node)) return [];
    return [{ path: [...path, 'attack'], what: `needs ${node}, which nothing under 'explanations' makes` }];
  },
  noise: ({ networks, attack, images }, path, _spec, attacks) =>
    networks.flatMap((network) =>
      missingImages(network, attack, images, [...path, 'images'], [...path, 'attack'], attacks),
    ),
  'accuracy-against-eps': (figure, path, _spec, attacks) => {
    const found = attacks.some(({ cell }) => cell.steps === figure.steps && sameSetting(cell, figure));
    return found ? [] : [{ path: [...path, 'steps'], what: noneSuch(`${figure.steps} steps`) }];
  },
  'accuracy-against-steps': (figure, path, _spec, attacks) =>
    figure.eps.flatMap((eps, at) => {
      const radius = parseEpsilon(eps);
      const found = attacks.some(
        ({ cell }) => cell.norm === figure.norm && parseEpsilon(cell.eps) === radius && sameSetting(cell, figure),
      );
      return found ? [] : [{ path: [...path, 'eps', at], what: noneSuch(`${figure.norm} ${eps}`) }];
    }),
  confusion: ({ network, attack }, path, _spec, attacks) =>
    missingAttack(network, attack, [...path, 'attack'], attacks),
  'distance-histogram': ({ networks, attack }, path, _spec, attacks) =>
    networks.flatMap((network) => missingAttack(network, attack, [...path, 'attack'], attacks)),
};

/** What a figure asks for and nothing in the pipeline makes. */
export function figureGaps<Kind extends FigureSpec['kind']>(
  figure: OfKind<Kind> & { kind: Kind },
  path: KeyPath,
  spec: PipelineSpec,
  attacks: readonly NetworkAttack[],
): Contradiction[] {
  return checks[figure.kind](figure, path, spec, attacks);
}

/** The networks that a figure names, each with where it does; none where it takes all there are. */
export function figureNetworks(figure: FigureSpec, path: KeyPath): [KeyPath, string][] {
  if ('network' in figure) return [[[...path, 'network'], figure.network]];
  if (figure.networks === 'all') return [];
  return figure.networks.map((name, at) => [[...path, 'networks', at], name]);
}

/** Whether an attack differs from what a figure asks for in radius and steps at most. */
function sameSetting(cell: AttackCell, figure: OfKind<'accuracy-against-eps' | 'accuracy-against-steps'>): boolean {
  return cell.threat === figure.threat && variantName(cell) === variantName(figure);
}

function noneSuch(what: string): string {
  return `asks for attacks of ${what} that differ in nothing else, and no grid under 'attacks' makes one`;
}
