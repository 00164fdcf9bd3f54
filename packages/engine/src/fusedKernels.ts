import {
  registerKernel,
  type KernelConfig,
  type NamedAttrMap,
  type NamedTensorInfoMap,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';

/** One of our own TensorFlow ops (packages/engine/native), as a kernel of tfjs under the same name. */
interface FusedOp {
  /** Its inputs in the order of the op. */
  readonly inputs: readonly string[];
  readonly outputs: number;
  /** Its attributes, all of them numbers. */
  readonly attributes: Readonly<Record<string, 'int' | 'float'>>;
}

const window = { k: 'int', stride: 'int', pad: 'int' } as const;

const fusedOps: Readonly<Record<string, FusedOp>> = {
  PatchSquares: { inputs: ['x'], outputs: 1, attributes: window },
  PatchSquaresGradAdd: { inputs: ['dx', 'x', 'gs'], outputs: 1, attributes: window },
  BcosScale: { inputs: ['lin', 's'], outputs: 1, attributes: { b: 'float' } },
  BcosScaleGrad: { inputs: ['lin', 's', 'g'], outputs: 2, attributes: { b: 'float' } },
};

/** Registers the fused ops of the addon. They run on the CPU alone: on a GPU their plain forms must do. */
export function registerFusedKernels(backend: NodeJSKernelBackend): void {
  for (const [name, op] of Object.entries(fusedOps)) registerKernel(kernelOf(backend, name, op));
}

function kernelOf(backend: NodeJSKernelBackend, name: string, op: FusedOp): KernelConfig {
  const types = { int: backend.binding.TF_ATTR_INT, float: backend.binding.TF_ATTR_FLOAT };
  return {
    kernelName: name,
    backendName: 'tensorflow',
    kernelFunc: ({ inputs, attrs }) => {
      const attributes = Object.entries(op.attributes).map(([attr, type]) => ({
        name: attr,
        type: types[type],
        value: numberOf(attrs, attr),
      }));
      return backend.executeMultipleOutputs(name, attributes, inputsInOrder(inputs, op.inputs), op.outputs);
    },
  };
}

function numberOf(attrs: NamedAttrMap | undefined, name: string): number {
  const value = attrs?.[name];
  if (typeof value !== 'number') throw new TypeError(`attribute ${name} is no number`);
  return value;
}

function inputsInOrder(inputs: NamedTensorInfoMap, names: readonly string[]): TensorInfo[] {
  return names.map((name) => {
    const tensor = inputs[name];
    if (tensor === undefined) throw new RangeError(`no input is named ${name}`);
    return tensor;
  });
}
