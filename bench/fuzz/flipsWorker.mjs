// The reading side of flips.mjs: spoils the file as it is told, reads it and says what came of it.
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { serialize } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';

const { root, folder, name, reader } = workerData;
const built = (path) => import(pathToFileURL(join(root, 'packages', path)).href);
const stage = await built('stage/dist/index.js');
const { readResultsFile } = await built('report/dist/results/resultsFile.js');

const READERS = {
  images: () => stage.readImages(folder, 'test'),
  dataset: () => stage.readDataset(folder),
  checkpoint: () => stage.readCheckpoint(folder),
  metrics: () => stage.readTrainingMetrics(folder),
  samples: () => stage.readAttackSamples(folder),
  attackSummary: () => stage.readAttackSummary(folder),
  examples: () => stage.readExamples(folder),
  explanations: () => stage.readExplanations(folder),
  changes: () => stage.readExplanationChanges(folder),
  predictions: () => stage.readPredictions(folder),
  results: () => readResultsFile(folder),
};

const digest = async () =>
  createHash('sha256')
    .update(serialize(await READERS[reader]()))
    .digest('hex');

const path = join(folder, name);
// A result of an older commit has no manifest; a build of an older commit writes none.
if (!existsSync(join(folder, 'manifest.json'))) stage.writeManifest?.(folder, 'flips');
const whole = existsSync(path) ? readFileSync(path) : null;
const right = whole === null ? null : await digest();

async function outcomeOf({ at, mask }) {
  const flipped = Buffer.from(whole);
  flipped[at] ^= mask;
  writeFileSync(path, flipped);
  try {
    return (await digest()) === right ? 'harmless' : 'other values';
  } catch (error) {
    return error instanceof stage.Fault ? 'detected' : 'stack trace';
  } finally {
    writeFileSync(path, whole);
  }
}

parentPort.on('message', async (flip) => {
  parentPort.postMessage(flip === null ? (whole?.length ?? null) : await outcomeOf(flip));
});
