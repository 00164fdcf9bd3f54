import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import util from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import type { TFJSBinding } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';
import type { ComputingDevice } from '@bcos-bench/vocabulary';
import { readyAddon } from './native/readyAddon.js';
import type { Engine } from './engine.js';
import { registerFusedKernels } from './fusedKernels.js';
import { gpuName } from './gpuName.js';
import { traceGraph, type TracedGraph } from './trace/trace.js';

/** TensorFlow through the native addon. */
export interface TensorFlowEngine extends Engine {
  readonly backend: 'tensorflow';
  /** TensorFlow's version, CPU or which GPU, threads. A GPU is asked for its name, which takes a moment. */
  readonly computingDevice: () => ComputingDevice;
  readonly trace: (...args: Parameters<Engine['trace']>) => TracedGraph;
}

const require = createRequire(import.meta.url);
let opened: Promise<TensorFlowEngine> | null = null;

/**
 * Opens TensorFlow: loads the addon, makes it tfjs's backend. A second call gives the same engine, and makes it the backend again.
 * The first call on a machine builds the addon, which takes a minute or two and is said on stderr.
 * @throws Fault where the addon cannot be built
 */
export async function openTensorFlow(): Promise<TensorFlowEngine> {
  opened ??= open();
  const engine = await opened;
  await tf.setBackend(engine.backend);
  return engine;
}

async function open(): Promise<TensorFlowEngine> {
  // TensorFlow reads these when it is loaded; what the user has set stays.
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '3';
  process.env['TF_FORCE_GPU_ALLOW_GROWTH'] ??= 'true';
  restoreIsNullOrUndefined();
  const binding = require(await readyAddon()) as TFJSBinding;
  const { NodeJSKernelBackend } = await import('@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js');
  await import('@tensorflow/tfjs-node-gpu/dist/register_all_kernels.js');
  const backend = new NodeJSKernelBackend(binding, '@tensorflow/tfjs-node-gpu');
  tf.registerBackend('tensorflow', () => backend);
  registerFusedKernels(backend);
  const gpu = backend.isUsingGpuDevice;
  const threads = threadsOf(process.env);
  return {
    backend: 'tensorflow',
    gpu,
    threads: gpu ? 1 : threads,
    computingDevice: () => ({ tensorflow: binding.TF_Version, device: gpu ? gpuName(process.env) : 'CPU', threads }),
    trace: (fn, examples) => traceGraph(backend, fn, examples),
  };
}

/** The threads that TensorFlow computes with: as many as it is told, or as there are cores. */
function threadsOf(environment: NodeJS.ProcessEnv): number {
  const told = Number(environment['TF_NUM_INTRAOP_THREADS'] ?? 0);
  return Number.isInteger(told) && told > 0 ? told : availableParallelism();
}

/** Node 23 took `util.isNullOrUndefined` away, and tfjs-node 4.22 calls it. */
function restoreIsNullOrUndefined(): void {
  if (!('isNullOrUndefined' in util)) {
    Object.defineProperty(util, 'isNullOrUndefined', {
      value: (value: unknown) => value === null || value === undefined,
    });
  }
}
