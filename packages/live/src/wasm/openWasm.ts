import * as tf from '@tensorflow/tfjs-core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { untraced, type Engine } from '@bcos-bench/engine';
import { bcosKernels } from './bcosKernels.js';
import { convolutionKernels } from './convolutionKernels.js';
import { depthwiseGradient } from './depthwiseGradient.js';
import { exactSign } from './exactSign.js';
import { patchKernels } from './patchKernels.js';
import { sharedIdentity } from './sharedIdentity.js';

/** A reader's machine on which nothing can be computed, in one line. */
export class NoWasm extends Error {
  override readonly name = 'NoWasm';
}

let opened: Promise<Engine> | null = null;

/**
 * The engine of a browser: tfjs's WASM backend with SIMD on one thread, op by op, with kernels of our own for what it is slow at. Whoever
 * opens it has registered tfjs's gradients.
 * @param binary `tfjs-backend-wasm-simd.wasm`, because a page requests nothing
 * @throws NoWasm where the machine has no WebAssembly, or none with SIMD
 */
export async function openWasm(binary: Uint8Array<ArrayBuffer>): Promise<Engine> {
  opened ??= open(binary);
  const engine = await opened;
  await tf.setBackend('wasm');
  return engine;
}

async function open(binary: Uint8Array<ArrayBuffer>): Promise<Engine> {
  if (typeof WebAssembly === 'undefined') throw new NoWasm('this browser has no WebAssembly');
  if (!(await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')))
    throw new NoWasm('this browser has no WebAssembly with SIMD');
  tf.enableProdMode();
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  await withFetched(binary, () => tf.setBackend('wasm'));
  if (tf.getBackend() !== 'wasm') throw new NoWasm('WebAssembly does not start in this browser');
  const kernels = [
    sharedIdentity,
    exactSign,
    ...convolutionKernels,
    depthwiseGradient,
    ...bcosKernels,
    ...patchKernels,
  ];
  const known = new Set(tf.getKernelsForBackend('wasm').map(({ kernelName }) => kernelName));
  for (const kernel of kernels) {
    if (known.has(kernel.kernelName)) tf.unregisterKernel(kernel.kernelName, 'wasm');
    tf.registerKernel(kernel);
  }
  // WebAssembly is a CPU, too: the interface tells it from a GPU, and asks for no more.
  return { backend: 'cpu', gpu: false, threads: 1, trace: untraced };
}

/** Runs `start` while tfjs is given `binary` for whatever file it asks for. */
async function withFetched<T>(binary: Uint8Array<ArrayBuffer>, start: () => Promise<T>): Promise<T> {
  const { platform } = tf.env();
  const fetch = platform.fetch.bind(platform);
  platform.fetch = () => Promise.resolve(new Response(binary));
  setWasmPaths('in-the-page/', true);
  try {
    return await start();
  } finally {
    platform.fetch = fetch;
  }
}
