import { statSync, type BigIntStats } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import type { Engine } from '@bcos-bench/engine';
import { loadNetwork, requireImageShape } from '@bcos-bench/models';
import {
  checkpointFiles,
  digestOfRead,
  ONNX_FILE,
  readCheckpoint,
  type Checkpoint,
  type Model,
} from '@bcos-bench/formats';
import type { ImageShape } from '@bcos-bench/vocabulary';
import type { GradientCheck } from '../checks/gradientCheck.js';
import type { Graphs, AttackedModel } from '../model/attackedModel.js';

/** What a checkpoint's network may be in. Of an ONNX network, `model.json` has the SHA-256 of every file. */
const FILES = ['model.json', 'model.safetensors', ONNX_FILE];

/** A checkpoint that has been read, and what attacks found out about its network. */
export interface OpenedNetwork {
  readonly model: Model;
  /** The SHA-256 of its files. */
  readonly hashes: readonly string[];
  /** Of its weights. */
  readonly bytes: number;
  /**
   * Its network, which is loaded the first time.
   * @throws Fault where weights and architecture do not fit, or it cannot take images of that shape
   */
  readonly attackedModel: (engine: Engine, shape: ImageShape) => AttackedModel;
  /** What checking it found, by what it was checked with. */
  readonly gradientChecks: Map<string, GradientCheck>;
  dispose(): void;
}

/** Changes where one of a checkpoint's files is another, or has been written again. */
export function stampOf(folder: string): string {
  const files = FILES.map((file) => {
    const path = join(folder, file);
    const stats = statusOf(path);
    return stats === null ? [path] : [path, stats.ino, stats.size, stats.mtimeNs].map(String);
  });
  return JSON.stringify(files);
}

function bytesOf({ arrays, onnx }: Checkpoint): number {
  const parts = [...[...arrays.values()].map(({ data }) => data), ...(onnx?.values() ?? [])];
  return parts.reduce((sum, { byteLength }) => sum + byteLength, 0);
}

/** A file's status; null where it cannot be had: whoever opens it says why. */
function statusOf(path: string): BigIntStats | null {
  try {
    return statSync(path, { bigint: true });
  } catch {
    return null;
  }
}

/**
 * Reads a checkpoint.
 * @param graphs where the graphs of its network wait; null where they do not
 * @throws Fault where it is missing or damaged
 */
export function openNetwork(folder: string, graphs: Graphs | null): OpenedNetwork {
  let checkpoint: Checkpoint | null = readCheckpoint(folder);
  const { model } = checkpoint;
  const bytes = bytesOf(checkpoint);
  let loaded: Omit<AttackedModel, 'shape'> | null = null;
  return {
    model,
    hashes: checkpointFiles(model, folder).map((file) => digestOfRead(join(folder, file))),
    bytes,
    attackedModel: (engine, shape) => {
      if (loaded === null) {
        if (checkpoint === null) throw new Error('this network is disposed of');
        const network = loadNetwork(checkpoint, folder);
        // The engine has the weights now.
        checkpoint = null;
        loaded = { engine, ...network, classes: model.classes.length, ...(graphs === null ? {} : { graphs }) };
      }
      requireImageShape(loaded.network, shape, folder);
      return { ...loaded, shape };
    },
    gradientChecks: new Map(),
    dispose: () => {
      graphs?.iterations.dispose();
      graphs?.evaluations.dispose();
      if (loaded !== null) tf.dispose([...loaded.weights.values()]);
      [loaded, checkpoint] = [null, null];
    },
  };
}
