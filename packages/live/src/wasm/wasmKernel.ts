import { getKernel, type KernelConfig, type NamedAttrMap, type TensorInfo } from '@tensorflow/tfjs-core';
import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

/** What a kernel of our own computes with. */
export interface KernelCall {
  /** The input of a name. @throws RangeError where there is none */
  readonly input: (name: string) => TensorInfo;
  /** The attribute of a name. @throws TypeError where it is not a number */
  readonly attribute: (name: string) => number;
  /** All attributes, whatever they are. */
  readonly attributes: NamedAttrMap;
  /** A new tensor of float32, whose numbers are still to be written. */
  readonly make: (shape: readonly number[]) => TensorInfo;
  /** The numbers of a tensor of float32, in place. They move when the heap grows: take them after all that is made. */
  readonly numbers: (tensor: TensorInfo) => Float32Array;
  readonly free: (tensor: TensorInfo) => void;
  /** Runs a kernel of tfjs that has one output. */
  readonly run: (kernel: string, inputs: Readonly<Record<string, TensorInfo>>, attributes: NamedAttrMap) => TensorInfo;
}

/** A kernel of the WASM backend: it looks at its call and gives its outputs, or the only one. */
export function wasmKernel(name: string, compute: (call: KernelCall) => TensorInfo | TensorInfo[]): KernelConfig {
  return {
    kernelName: name,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs: attributes = {}, backend }) => {
      if (!(backend instanceof BackendWasm)) throw new TypeError(`${name} is a kernel of the WASM backend`);
      return compute({
        ...memoryOf(backend),
        input: (input) => {
          const tensor = inputs[input];
          if (tensor === undefined) throw new RangeError(`${name} has no input ${input}`);
          return tensor;
        },
        attribute: (attribute) => {
          const value = attributes[attribute];
          if (typeof value !== 'number') throw new TypeError(`attribute ${attribute} of ${name} is not a number`);
          return value;
        },
        attributes,
        run: (kernel, given, attrs) => {
          const found = getKernel(kernel, 'wasm').kernelFunc({ inputs: { ...given }, attrs, backend });
          if (Array.isArray(found)) throw new RangeError(`${kernel} has several outputs`);
          return found;
        },
      });
    },
  };
}

function memoryOf(backend: BackendWasm): Pick<KernelCall, 'make' | 'numbers' | 'free'> {
  return {
    make: (shape) => backend.makeOutput([...shape], 'float32'),
    numbers: (tensor) => {
      const values = backend.typedArrayFromHeap(tensor);
      if (values instanceof Float32Array) return values;
      throw new TypeError(`${tensor.dtype} is not float32`);
    },
    free: ({ dataId }) => void backend.disposeData(dataId),
  };
}
