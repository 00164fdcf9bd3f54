import { findAttack, type NetworkAttack } from '../nodes/attackGrid.js';
import { attackNode, transferNode } from '../nodes/nodeName.js';
import { imagesTaken } from '../nodes/imagesOfSplit.js';
import { networkTransfers, transferCells } from '../nodes/transfers.js';
import type { PipelineSpec } from '../schema/pipelineSchema.js';
import type { Contradiction } from './contradiction.js';
import { missingAttack } from './missingAttack.js';
import { repeatedNodes } from './repeatedNodes.js';

/** What transfers ask for and no grid makes, what they ask for twice, and those that no other network evaluates. */
export function transferGaps(spec: PipelineSpec, attacks: readonly NetworkAttack[]): Contradiction[] {
  return [
    ...spec.transfer.flatMap((transfer, place) =>
      transfer.from.flatMap((network, at) =>
        transferCells(transfer).flatMap((cell) => {
          const path = ['transfer', place, 'from', at];
          const attack = findAttack(attacks, network, cell);
          if (attack === undefined) return missingAttack(network, cell, path, attacks);
          if (imagesTaken(attack, spec) !== null) return [];
          const what = `needs all images of ${attackNode(network, cell)}, and nothing says how many: give attacks[${attack.grid}] a limit`;
          return [{ path, what }];
        }),
      ),
    ),
    ...repeatedNodes(
      networkTransfers(spec).map((transfer) => ({ node: transferNode(transfer), path: ['transfer', transfer.place] })),
    ),
    ...lonelyTransfers(spec),
  ];
}

function lonelyTransfers(spec: PipelineSpec): Contradiction[] {
  const used = new Set(networkTransfers(spec).map(({ place }) => place));
  return spec.transfer.flatMap((_, place) =>
    used.has(place) ? [] : [{ path: ['transfer', place, 'to'], what: 'names no network other than the attacked one' }],
  );
}
