import { statSync, type BigIntStats } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import type { Engine } from '@bcos-bench/engine';
import { loadNetwork } from '@bcos-bench/models';
import { digestOfRead, readCheckpoint, type Checkpoint, type Model } from '@bcos-bench/formats';
import type { GradientCheck } from '../checks/gradientCheck.js';
import type { Graphs, AttackedModel } from '../model/attackedModel.js';

const FILES = ['model.json', 'model.safetensors'] as const;

/** A checkpoint that has been read, and what attacks found out about its network. */
export interface OpenedNetwork {
  readonly model: Model;
  /** The SHA-256 of its files. */
  readonly hashes: readonly string[];
  /** Of its weights. */
  readonly bytes: number;
  /**
   * Its network, which is loaded the first time.
   * @throws Fault where weights and architecture do not fit
   */
  readonly attackedModel: (engine: Engine) => AttackedModel;
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
  const { model, arrays } = checkpoint;
  const bytes = [...arrays.values()].reduce((sum, { data }) => sum + data.byteLength, 0);
  let attackedModel: AttackedModel | null = null;
  return {
    model,
    hashes: FILES.map((file) => digestOfRead(join(folder, file))),
    bytes,
    attackedModel: (engine) => {
      if (attackedModel !== null) return attackedModel;
      if (checkpoint === null) throw new Error('this network is disposed of');
      const loaded = loadNetwork(checkpoint, folder);
      // The engine has the weights now.
      checkpoint = null;
      attackedModel = { engine, ...loaded, classes: model.classes.length, ...(graphs === null ? {} : { graphs }) };
      return attackedModel;
    },
    gradientChecks: new Map(),
    dispose: () => {
      graphs?.iterations.dispose();
      graphs?.evaluations.dispose();
      if (attackedModel !== null) tf.dispose([...attackedModel.weights.values()]);
      [attackedModel, checkpoint] = [null, null];
    },
  };
}
