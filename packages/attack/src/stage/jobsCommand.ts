import { runStageJobs } from '@bcos-bench/cli';
import { attackStageAt } from './attackStage.js';
import { sharedModelCache } from './modelCache.js';

/**
 * Runs `bcos-attack jobs`: many attacks in one process, as `runStageJobs` has it. TensorFlow starts once, a network is read once,
 * and attacks that differ in radius or number of steps alone share traced graphs; each writes the bytes that it writes alone.
 */
export function runJobs(): Promise<void> {
  return runStageJobs(attackStageAt(sharedModelCache()));
}
