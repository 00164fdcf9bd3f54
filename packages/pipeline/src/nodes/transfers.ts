import type { AttackCell } from '../schema/attackCell.js';
import { variantOf } from '../schema/attackVariant.js';
import type { PipelineSpec } from '../schema/pipelineSchema.js';
import type { TransferSpec } from '../schema/transferSchema.js';
import { chosenNetworks } from './chosenNetworks.js';
import { attackNode, type TransferPlace } from './nodeName.js';

/** The images of one attack on one network, evaluated by another. */
export interface NetworkTransfer extends TransferPlace {
  /** Its number under `transfer` in the file. */
  readonly place: number;
}

/** The attacks of one transfer: every eps and number of steps. */
export function transferCells(transfer: TransferSpec): AttackCell[] {
  const { norm, threat } = transfer;
  return transfer.eps.flatMap((eps) =>
    transfer.steps.map((steps) => ({ norm, eps, steps, threat, ...variantOf(transfer) })),
  );
}

/** Every transfer of a pipeline, in the order of the file. What an attack says of its own network stands in its own rows. */
export function networkTransfers(spec: PipelineSpec): NetworkTransfer[] {
  return spec.transfer.flatMap((transfer, place) =>
    transferCells(transfer).flatMap((cell) =>
      transfer.from.flatMap((from) =>
        chosenNetworks(transfer.to, spec)
          .filter((to) => to !== from)
          .map((to) => ({ cell, from, to, place })),
      ),
    ),
  );
}

/** The nodes of the attacks whose images other networks evaluate. */
export function transferredAttacks(spec: PipelineSpec): ReadonlySet<string> {
  return new Set(networkTransfers(spec).map(({ from, cell }) => attackNode(from, cell)));
}
