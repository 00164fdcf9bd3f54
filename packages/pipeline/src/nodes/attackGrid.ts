import type { AttackCell } from '../schema/attackCell.js';
import { variantOf } from '../schema/attackVariant.js';
import { chosenNetworks } from './chosenNetworks.js';
import { attackNode } from './nodeName.js';
import type { PipelineSpec } from '../schema/pipelineSchema.js';

type AttackGrid = PipelineSpec['attacks'][number];

/** One attack on one network: a cell of a grid, with what the grid says of all its cells. */
export interface NetworkAttack {
  readonly network: string;
  readonly cell: AttackCell;
  readonly limit: number | undefined;
  readonly keep: number;
  readonly flags: AttackGrid['flags'];
  /** The number of its grid in the file. */
  readonly grid: number;
}

/** Every attack of a pipeline, in the order of its grids. */
export function networkAttacks(spec: PipelineSpec): NetworkAttack[] {
  return spec.attacks.flatMap((grid, index) => gridAttacks(spec, grid, index));
}

function gridAttacks(spec: PipelineSpec, grid: AttackGrid, index: number): NetworkAttack[] {
  const networks = chosenNetworks(grid.networks, spec);
  const { limit, keep, flags, norm } = grid;
  return networks.flatMap((network) =>
    grid.eps.flatMap((eps) =>
      grid.steps.flatMap((steps) =>
        grid.threat.map((threat) => ({
          network,
          cell: { norm, eps, steps, threat, ...variantOf(grid) },
          limit,
          keep,
          flags,
          grid: index,
        })),
      ),
    ),
  );
}

/** The attack that makes a cell on a network, or undefined where no grid has it. */
export function findAttack(
  attacks: readonly NetworkAttack[],
  network: string,
  cell: AttackCell,
): NetworkAttack | undefined {
  const wanted = attackNode(network, cell);
  return attacks.find((attack) => attackNode(attack.network, attack.cell) === wanted);
}
