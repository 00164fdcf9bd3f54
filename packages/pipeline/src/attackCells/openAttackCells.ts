import { CELL_SERVER } from './askForCell.js';
import { startCellServer } from './cellServer.js';

/**
 * Before the tasks of a run of Nx: starts the server that has attacks computed many in a process, and tells the tasks through
 * `environment`, unless it says already where to go (empty: nowhere).
 */
export async function openAttackCells(environment: Record<string, string | undefined>): Promise<void> {
  if (environment[CELL_SERVER] !== undefined) return;
  const { address } = await startCellServer();
  environment[CELL_SERVER] = address;
}
