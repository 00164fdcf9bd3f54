import { Identity, type KernelConfig } from '@tensorflow/tfjs-core';
import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

/** A clone that shares the numbers of its input. tfjs's own copies them, a third of a thousand times in a gradient. */
export const sharedIdentity: KernelConfig = {
  kernelName: Identity,
  backendName: 'wasm',
  kernelFunc: ({ inputs: { x }, backend }) => {
    if (x === undefined || !(backend instanceof BackendWasm)) throw new TypeError('Identity takes a tensor of WASM');
    backend.incRef(x.dataId);
    return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
  },
};
