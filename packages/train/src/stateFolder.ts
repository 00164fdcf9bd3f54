import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { z } from 'zod';
import {
  hashOf,
  hashOfFile,
  readSafetensors,
  writeJson,
  writeSafetensors,
  writeWhole,
  type NamedArray,
  readRegularFile,
} from '@bcos-bench/formats';
import type { TrainingPosition } from './training.js';
import { trainingProgressSchema } from './trainingProgress.js';
import { flattenState, unflattenState } from './trainingState.js';

/** `state.json`: the last line of a saved state to be written, so what it names is whole. */
const stateSchema = z.object({
  /** Of everything that the training depends on; another key is another training's. */
  key: z.string(),
  /** The file beside it that holds the tensors, and its SHA-256. */
  tensors: z.string(),
  tensorsSha256: z.string(),
  /** Seconds that the training has taken so far, over all its processes. */
  seconds: z.number(),
  progress: trainingProgressSchema,
  /** The SHA-256 of all of the above. */
  sha256: z.string(),
});

/** A saved training. */
export interface SavedTraining {
  readonly position: TrainingPosition;
  readonly seconds: number;
}

const STATE = 'state.json';

/**
 * Saves a position in `folder`. A process killed at any moment leaves this state or the one before: tensors go to a file of a
 * new name, and `state.json`, which names it, is replaced by a rename.
 * @returns whether it was saved: a state with numbers that are not finite is not, and the one before stays
 */
export function saveState(folder: string, key: string, { position, seconds }: SavedTraining): boolean {
  const arrays = arraysOf(position);
  if ([...arrays.values()].some(({ data }) => !data.every(Number.isFinite))) return false;
  mkdirSync(folder, { recursive: true });
  const { progress } = position;
  const tensors = `tensors-${progress.epoch}-${progress.step}.safetensors`;
  writeWhole(join(folder, tensors), (file) => writeSafetensors(file, arrays));
  const state = { key, tensors, tensorsSha256: hashOfFile(join(folder, tensors)), seconds, progress };
  writeWhole(join(folder, STATE), (file) => writeJson(file, { ...state, sha256: hashOf(state) }));
  for (const file of readdirSync(folder)) {
    if (file.startsWith('tensors-') && file !== tensors) rmSync(join(folder, file));
  }
  return true;
}

/**
 * The state saved in `folder` under `key`, or null where there is none, or only what another training has left, or where a byte of it is
 * not as it was saved: the training then begins anew.
 */
export function readState(folder: string, key: string): SavedTraining | null {
  const path = join(folder, STATE);
  if (!existsSync(path)) return null;
  const parsed = stateSchema.safeParse(parsedJson(path));
  if (!parsed.success || parsed.data.key !== key) return null;
  const { sha256, ...state } = parsed.data;
  const { tensors, tensorsSha256, seconds, progress } = state;
  if (hashOf(state) !== sha256 || digestOf(join(folder, basename(tensors))) !== tensorsSha256) return null;
  const arrays = readSafetensors(join(folder, basename(tensors)), `remove ${folder} to begin anew`);
  const flat = [...arrays].map(([name, { shape, data }]) => [name, tf.tensor(data, [...shape])] as const);
  return { position: { state: unflattenState(Object.fromEntries(flat)), progress }, seconds };
}

/** Null where there is no such file, or it cannot be read. */
function digestOf(path: string): string | null {
  try {
    return hashOfFile(path);
  } catch {
    return null;
  }
}

function parsedJson(path: string): unknown {
  try {
    return JSON.parse(readRegularFile(path, '').toString('utf8'));
  } catch {
    return null;
  }
}

function arraysOf({ state }: TrainingPosition): Map<string, NamedArray> {
  return new Map(
    Object.entries(flattenState(state)).map(([name, tensor]) => [
      name,
      { shape: tensor.shape, data: Float32Array.from(tensor.dataSync<'float32'>()) },
    ]),
  );
}
