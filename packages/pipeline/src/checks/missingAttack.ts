import { findAttack, type NetworkAttack } from '../nodes/attackGrid.js';
import type { AttackCell } from '../schema/attackCell.js';
import type { Contradiction } from './contradiction.js';
import { attackNode } from '../nodes/nodeName.js';
import type { KeyPath } from '../yaml/yamlSource.js';

/** An attack that something at `path` needs and that no grid makes; empty where one does. */
export function missingAttack(
  network: string,
  cell: AttackCell,
  path: KeyPath,
  attacks: readonly NetworkAttack[],
): Contradiction[] {
  if (findAttack(attacks, network, cell) !== undefined) return [];
  return [{ path, what: `needs ${attackNode(network, cell)}, which no grid under 'attacks' makes` }];
}

/** The same, and images of an attack of which its grid keeps fewer. */
export function missingImages(
  network: string,
  cell: AttackCell,
  images: number,
  imagesPath: KeyPath,
  attackPath: KeyPath,
  attacks: readonly NetworkAttack[],
): Contradiction[] {
  const attack = findAttack(attacks, network, cell);
  if (attack === undefined) return missingAttack(network, cell, attackPath, attacks);
  if (images <= attack.keep) return [];
  return [
    { path: imagesPath, what: `asks for ${images} images of which attacks[${attack.grid}] keeps ${attack.keep}` },
  ];
}
