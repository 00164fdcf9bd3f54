import type { NetworkAttack } from '../nodes/attackGrid.js';
import { cellName, explainNode } from '../nodes/nodeName.js';
import { transferCells } from '../nodes/transfers.js';
import type { FigureNeed } from '../schema/figures/figureKind.js';
import { figureNeeds, type FigureSpec } from '../schema/figures/figureKinds.js';
import type { PipelineSpec } from '../schema/pipelineSchema.js';
import type { KeyPath } from '../yaml/yamlSource.js';
import type { Contradiction } from './contradiction.js';
import { missingAttack, missingImages } from './missingAttack.js';

/** What a figure asks for and nothing in the pipeline makes. */
export function figureGaps(
  figure: FigureSpec,
  path: KeyPath,
  spec: PipelineSpec,
  attacks: readonly NetworkAttack[],
): Contradiction[] {
  return figureNeeds(figure).flatMap((need) => gap(need, path, spec, attacks));
}

function gap(
  need: FigureNeed,
  path: KeyPath,
  { explanations, measures, transfer }: PipelineSpec,
  attacks: readonly NetworkAttack[],
): Contradiction[] {
  if ('attack' in need) {
    const { network, attack, images } = need;
    const attackPath = [...path, 'attack'];
    return images === undefined
      ? missingAttack(network, attack, attackPath, attacks)
      : missingImages(network, attack, images, [...path, 'images'], attackPath, attacks);
  }
  if ('explanation' in need) {
    const node = explainNode(need.explanation);
    if (explanations.some((explanation) => explainNode(explanation) === node)) return [];
    return [{ path: [...path, 'attack'], what: `needs ${node}, which nothing under 'explanations' makes` }];
  }
  if ('transferred' in need) {
    const name = cellName(need.transferred);
    if (transfer.flatMap(transferCells).some((cell) => cellName(cell) === name)) return [];
    const what = `needs the images of ${name} to be evaluated by other networks, which nothing under 'transfer' asks for`;
    return [{ path: [...path, 'attack'], what }];
  }
  if ('explained' in need) {
    const { network, explained } = need;
    if (explanations.some((one) => one.network === network && explained(one.attack))) return [];
    const what = `needs explanations of ${network} under ${need.what}, which nothing under 'explanations' makes`;
    return [{ path: [...path, 'attack'], what }];
  }
  if ('measure' in need) {
    const { network, measure, method } = need;
    const measured = measures.some(
      (one) =>
        one.network === network &&
        (measure === null || (one.measures?.includes(measure) ?? true)) &&
        (method === null || (one.methods?.includes(method) ?? true)),
    );
    if (measured) return [];
    const what = `needs ${measure ?? 'measures'} of ${method ?? 'explanations'} on ${network}, which nothing under 'measures' measures`;
    return [{ path: [...path, 'measures'], what }];
  }
  if (attacks.some(({ cell }) => need.fits(cell))) return [];
  const what = `asks for attacks of ${need.what} that differ in nothing else, and no grid under 'attacks' makes one`;
  return [{ path: [...path, ...need.key], what }];
}

/** The networks that a figure names, each with where it does; none where it takes all there are. */
export function figureNetworks(figure: FigureSpec, path: KeyPath): [KeyPath, string][] {
  if ('network' in figure) return [[[...path, 'network'], figure.network]];
  if (!('networks' in figure) || figure.networks === 'all') return [];
  return figure.networks.map((name, at) => [[...path, 'networks', at], name]);
}
