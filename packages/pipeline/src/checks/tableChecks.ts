import { parseEpsilon, reasonOf, UsageFault } from '@bcos-bench/vocabulary';
import type { NetworkAttack } from '../nodes/attackGrid.js';
import type { Contradiction } from './contradiction.js';
import { missingAttack } from './missingAttack.js';
import { attacksOfNumber, type TableSpec } from '../schema/tableSchema.js';
import type { KeyPath } from '../yaml/yamlSource.js';

/** What a table asks for and no grid makes, and what it says of an article's cells that it does not have. */
export function tableGaps(table: TableSpec, path: KeyPath, attacks: readonly NetworkAttack[]): Contradiction[] {
  return table.rows.flatMap((row, at) => {
    const rowPath = [...path, 'rows', at];
    return [...missingAttacks(table, row.network, rowPath, attacks), ...articleGaps(table, row, rowPath)];
  });
}

function missingAttacks(
  table: TableSpec,
  network: string,
  path: KeyPath,
  attacks: readonly NetworkAttack[],
): Contradiction[] {
  const cells = table.eps.flatMap((eps) => table.steps.flatMap((steps) => attacksOfNumber(table, eps, steps)));
  return cells.flatMap((cell) => missingAttack(network, cell, path, attacks));
}

function articleGaps(table: TableSpec, { article }: TableSpec['rows'][number], path: KeyPath): Contradiction[] {
  const radii = table.eps.map((eps) => parseEpsilon(eps));
  return Object.entries(article?.cells ?? {}).flatMap(([eps, numbers]): Contradiction[] => {
    const at = [...path, 'article', 'cells', eps];
    const radius = radiusOrReason(eps);
    if (typeof radius === 'string') return [{ path: at, what: `is wrong: ${radius}` }];
    if (!radii.includes(radius))
      return [{ path: at, what: `is not a radius of the table; it has ${table.eps.join(', ')}` }];
    if (numbers.length === table.steps.length) return [];
    return [{ path: at, what: `has ${numbers.length} numbers where the table has steps ${table.steps.join(', ')}` }];
  });
}

function radiusOrReason(text: string): ReturnType<typeof parseEpsilon> | string {
  try {
    return parseEpsilon(text, 'eps');
  } catch (error) {
    if (error instanceof UsageFault) return reasonOf(error);
    throw error;
  }
}
