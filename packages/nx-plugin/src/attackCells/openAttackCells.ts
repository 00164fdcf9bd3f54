import { CELL_SERVER } from './askForCell.js';
import { startCellServer } from './cellServer.js';

/**
 * Before the tasks of a run of Nx: starts the server that has attacks computed many in a process, and tells the tasks through
 * `environment`, unless it says already where to go (empty: nowhere). Where no server can be had, each has a process of its own.
 */
export async function openAttackCells(environment: Record<string, string | undefined>): Promise<void> {
  if (environment[CELL_SERVER] !== undefined) return;
  try {
    environment[CELL_SERVER] = (await startCellServer()).address;
  } catch {
    // A sandbox may forbid to listen, and attacks do not need it.
    environment[CELL_SERVER] = '';
  }
}
