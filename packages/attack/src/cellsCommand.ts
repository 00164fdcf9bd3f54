import { runStageCells } from '@bcos-bench/cli';
import { attackStageAt } from './attackStage.js';
import { sharedWorkbench } from './workbench.js';

/**
 * Runs `bcos-attack cells`: many attacks in one process, as `runStageCells` has it. TensorFlow starts once, a network is read once,
 * and attacks that differ in radius or number of steps alone share traced graphs; each writes the bytes that it writes alone.
 */
export function runCells(): Promise<void> {
  return runStageCells(attackStageAt(sharedWorkbench()));
}
