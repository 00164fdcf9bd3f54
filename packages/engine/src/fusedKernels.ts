import {
  registerKernel,
  type KernelConfig,
  type NamedAttrMap,
  type NamedTensorInfoMap,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import type { TFEOpAttr, TFJSBinding } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';

/** A TensorFlow op that tfjs does not have, as a kernel of tfjs. */
interface FusedOp {
  /** The op's name in TensorFlow. */
  readonly op: string;
  /** Its inputs in the order of the op. */
  readonly inputs: readonly string[];
  readonly outputs: number;
  /** Its attributes that the caller gives, all of them numbers. */
  readonly attributes: Readonly<Record<string, 'int' | 'float'>>;
  /** Its attributes that are always the same. */
  readonly fixed: (binding: TFJSBinding) => readonly TFEOpAttr[];
}

const none = () => [];
const window = { k: 'int', stride: 'int', pad: 'int' } as const;

/** Our own ops (packages/engine/native), which have kernels for the CPU alone. */
const ownOps: Readonly<Record<string, FusedOp>> = {
  PatchSquares: { op: 'PatchSquares', inputs: ['x'], outputs: 1, attributes: window, fixed: none },
  PatchSquaresGradAdd: {
    op: 'PatchSquaresGradAdd',
    inputs: ['dx', 'x', 'gs'],
    outputs: 1,
    attributes: window,
    fixed: none,
  },
  BcosScale: { op: 'BcosScale', inputs: ['lin', 's'], outputs: 1, attributes: { b: 'float' }, fixed: none },
  BcosScaleGrad: {
    op: 'BcosScaleGrad',
    inputs: ['lin', 's', 'g'],
    outputs: 2,
    attributes: { b: 'float' },
    fixed: none,
  },
  WinogradConv: {
    op: 'WinogradConv',
    inputs: ['x', 'kernel'],
    outputs: 1,
    attributes: { turned: 'int' },
    fixed: none,
  },
  PackedWindowConv: {
    op: 'WindowConv',
    inputs: ['x', 'packed'],
    outputs: 1,
    attributes: { ...window, outputs: 'int' },
    fixed: none,
  },
  PackedWindowConvGrad: {
    op: 'WindowConvGrad',
    inputs: ['dy', 'packed'],
    outputs: 1,
    attributes: { ...window, height: 'int', width: 'int', outputs: 'int' },
    fixed: none,
  },
  MaxOut: { op: 'MaxOut', inputs: ['lin'], outputs: 1, attributes: { units: 'int' }, fixed: none },
  MaxOutGrad: { op: 'MaxOutGrad', inputs: ['lin', 'g'], outputs: 1, attributes: { units: 'int' }, fixed: none },
};

/** In training mode: the batch's own statistics, and images with their channels last. */
const trainingBatchNorm = (binding: TFJSBinding): readonly TFEOpAttr[] => [
  { name: 'T', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT },
  { name: 'U', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT },
  { name: 'is_training', type: binding.TF_ATTR_BOOL, value: true },
  { name: 'data_format', type: binding.TF_ATTR_STRING, value: 'NHWC' },
];

const ofFloats = (binding: TFJSBinding): readonly TFEOpAttr[] => [
  { name: 'T', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT },
];

/** TensorFlow's own ops that tfjs leaves out, or makes of several others. */
const tensorFlowOps: Readonly<Record<string, FusedOp>> = {
  BiasAdd: { op: 'BiasAdd', inputs: ['x', 'bias'], outputs: 1, attributes: {}, fixed: ofFloats },
  ReluGrad: { op: 'ReluGrad', inputs: ['dy', 'value'], outputs: 1, attributes: {}, fixed: ofFloats },
  BatchNormTraining: {
    op: 'FusedBatchNormV3',
    inputs: ['x', 'weight', 'bias', 'mean', 'variance'],
    outputs: 6,
    attributes: { epsilon: 'float' },
    fixed: trainingBatchNorm,
  },
  BatchNormTrainingGrad: {
    op: 'FusedBatchNormGradV3',
    inputs: ['dy', 'x', 'weight', 'reserve1', 'reserve2', 'reserve3'],
    outputs: 5,
    attributes: { epsilon: 'float' },
    fixed: trainingBatchNorm,
  },
};

/** Registers the fused ops of the addon. On a GPU our own ones are left out: there the plain ops they stand for must do. */
export function registerFusedKernels(backend: NodeJSKernelBackend): void {
  const ops = backend.isUsingGpuDevice ? tensorFlowOps : { ...ownOps, ...tensorFlowOps };
  for (const [name, op] of Object.entries(ops)) registerKernel(kernelOf(backend, name, op));
}

function kernelOf(
  backend: NodeJSKernelBackend,
  name: string,
  { op, inputs, outputs, attributes, fixed }: FusedOp,
): KernelConfig {
  const { binding } = backend;
  const types = { int: binding.TF_ATTR_INT, float: binding.TF_ATTR_FLOAT };
  return {
    kernelName: name,
    backendName: 'tensorflow',
    kernelFunc: (call) => {
      const given = Object.entries(attributes).map(([attr, type]) => ({
        name: attr,
        type: types[type],
        value: numberOf(call.attrs, attr),
      }));
      return backend.executeMultipleOutputs(
        op,
        [...fixed(binding), ...given],
        inputsInOrder(call.inputs, inputs),
        outputs,
      );
    },
  };
}

function numberOf(attrs: NamedAttrMap | undefined, name: string): number {
  const value = attrs?.[name];
  if (typeof value !== 'number') throw new TypeError(`attribute ${name} is not a number`);
  return value;
}

function inputsInOrder(inputs: NamedTensorInfoMap, names: readonly string[]): TensorInfo[] {
  return names.map((name) => {
    const tensor = inputs[name];
    if (tensor === undefined) throw new RangeError(`no input is named ${name}`);
    return tensor;
  });
}
