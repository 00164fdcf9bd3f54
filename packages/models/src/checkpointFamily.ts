import { join } from 'node:path';
import { Fault, UsageFault } from '@bcos-bench/vocabulary';
import type { Architecture } from '@bcos-bench/formats';
import { ONNX, ordinaryFamily, type NetworkFamily } from './networkFamily.js';
import { familyOf } from './registry.js';

/** What is known of a network by its family alone. */
export type CheckpointFamily = Omit<NetworkFamily, 'build'>;

const onnxFamily: CheckpointFamily = { ...ordinaryFamily, describe: 'a graph of an ONNX file' };

/**
 * The family of a checkpoint's architecture.
 * @param folder the checkpoint's, for errors
 * @throws Fault that names the file where there is no such architecture: no flag is at fault
 */
export function checkpointFamily(architecture: Architecture, folder: string): CheckpointFamily {
  if (architecture.name === ONNX) return onnxFamily;
  try {
    return familyOf(architecture);
  } catch (error) {
    if (!(error instanceof UsageFault)) throw error;
    const what = `key 'architecture' is wrong (${error.parts.what})`;
    const remedy = 'make the checkpoint again with bcos-train or bcos-import';
    throw new Fault({ what, where: join(folder, 'model.json'), remedy }, { cause: error });
  }
}
