// The reading side of flips.mjs: spoils the file as it is told, reads it and says what came of it.
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import * as formats from '@bcos-bench/formats';
import { Fault } from '@bcos-bench/vocabulary';
import { readResultsFile } from '../../packages/report/dist/results/resultsFile.js';

const { folder, name, reader } = workerData;

/** @type {Record<string, () => unknown>} */
const READERS = {
  images: () => formats.readImages(folder, 'test'),
  dataset: () => formats.readDataset(folder),
  checkpoint: () => formats.readCheckpoint(folder),
  metrics: () => formats.readTrainingMetrics(folder),
  samples: () => formats.readAttackSamples(folder),
  attackSummary: () => formats.readAttackSummary(folder),
  examples: () => formats.readExamples(folder),
  explanations: () => formats.readExplanations(folder),
  changes: () => formats.readExplanationChanges(folder),
  predictions: () => formats.readPredictions(folder),
  predictionSummary: () => formats.readPredictionSummary(folder),
  check: () => formats.readCleanCheck(folder),
  audit: () => formats.readAudit(folder),
  measures: () => formats.readMeasuredExplanations(folder),
  measureSummary: () => formats.readMeasureSummary(folder),
  notes: () => formats.readNotes(folder),
  detection: () => formats.readDetection(folder),
  results: () => readResultsFile(folder),
};

const digest = async () =>
  createHash('sha256')
    .update(serialize(await READERS[reader]()))
    .digest('hex');

const path = join(folder, name);
const whole = existsSync(path) ? readFileSync(path) : null;
const right = whole === null ? null : await digest();

/**
 * @param {Buffer} whole
 * @param {{ at: number, mask: number | null }} damage without a mask, the file is cut off
 */
async function outcomeOf(whole, { at, mask }) {
  const damaged = Buffer.from(mask === null ? whole.subarray(0, at) : whole);
  if (mask !== null) damaged[at] ^= mask;
  writeFileSync(path, damaged);
  try {
    return (await digest()) === right ? 'harmless' : 'other values';
  } catch (error) {
    return error instanceof Fault ? 'detected' : 'stack trace';
  } finally {
    writeFileSync(path, whole);
  }
}

parentPort?.on('message', async (damage) => {
  const answer = damage === null || whole === null ? (whole?.length ?? null) : await outcomeOf(whole, damage);
  parentPort?.postMessage(answer);
});
