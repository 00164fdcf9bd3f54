import { only } from '@bcos-bench/vocabulary';
import { isDtype, numberFormat, type Dtype } from '../dtype.js';
import { strideExtent } from '../strideExtent.js';
import type { CallableTable, CallContext, KnownCallable } from './callable.js';
import type { PickleValue, StorageReference, TensorReference } from './value.js';

/** The most axes that PyTorch itself allows. */
const MAX_AXES = 64;

/** A tuple of whole, non-negative numbers. */
function sizes(value: PickleValue | undefined, what: string, { refuse }: CallContext): readonly number[] {
  if (typeof value !== 'object' || value === null || (value.kind !== 'tuple' && value.kind !== 'list')) {
    return refuse(`holds a tensor whose ${what} is not a tuple`);
  }
  if (value.items.length > MAX_AXES) return refuse(`holds a tensor of ${value.items.length} axes`);
  return value.items.map((item) =>
    typeof item === 'number' && Number.isSafeInteger(item) && item >= 0
      ? item
      : refuse(`holds a tensor whose ${what} is not of whole numbers of 0 and more`),
  );
}

function storageOf(value: PickleValue | undefined, { refuse }: CallContext): StorageReference {
  return typeof value === 'object' && value?.kind === 'storage' ? value : refuse('holds a tensor without a storage');
}

/** A tensor that is a view of `storage` as numbers of `dtype`, checked to lie within it. */
function tensorIn(
  storage: StorageReference,
  dtype: Dtype,
  [offset, shape, strides]: readonly (PickleValue | undefined)[],
  context: CallContext,
): TensorReference {
  const tensor: TensorReference = {
    kind: 'tensor',
    dtype,
    shape: sizes(shape, 'shape', context),
    strides: sizes(strides, 'strides', context),
    offset: only(sizes({ kind: 'tuple', items: [offset ?? null] }, 'offset', context)),
    storage,
  };
  if (tensor.shape.length !== tensor.strides.length)
    return context.refuse('holds a tensor with another number of strides');
  const held = Math.floor((storage.elements * numberFormat(storage.dtype).width) / numberFormat(dtype).width);
  if (!(strideExtent(tensor).end <= held)) {
    return context.refuse(
      `holds a tensor of shape [${tensor.shape.join(', ')}] and strides [${tensor.strides.join(', ')}] at ${tensor.offset}, beyond its storage of ${held} numbers`,
    );
  }
  return tensor;
}

/** `_rebuild_tensor(storage, offset, shape, strides)`, and `_rebuild_tensor_v2` with more that is of no use here. */
const rebuildTensor: KnownCallable = ([storage, ...place], context) => {
  const found = storageOf(storage, context);
  return tensorIn(found, found.dtype, place, context);
};

/** `_rebuild_tensor_v3(storage, offset, shape, strides, requires_grad, hooks, dtype)`, the storage being of bytes. */
const rebuildTensorV3: KnownCallable = ([storage, ...place], context) => {
  const type = place[5];
  const name = typeof type === 'object' && type?.kind === 'opaque' ? type.name.replace(/^torch\./, '') : '';
  if (isDtype(name)) return tensorIn(storageOf(storage, context), name, place, context);
  if (typeof type === 'object' && type?.kind === 'opaque') return type;
  return context.refuse('holds a tensor without a number format');
};

/** `_rebuild_parameter(tensor, …)`: a parameter is its tensor. */
const first: KnownCallable = ([data = null]) => data;

/** `_rebuild_from_type_v2(function, class, arguments, state)`: a tensor of a subclass is what the function makes. */
const rebuildFromType: KnownCallable = ([callable = null, , args = null], { call, refuse }) =>
  typeof args === 'object' && args?.kind === 'tuple'
    ? call(callable, args.items)
    : refuse('holds a tensor of a subclass without its arguments');

/** What `torch.save` writes for tensors. */
export const tensorCallables: CallableTable = [
  ['torch._utils._rebuild_tensor', rebuildTensor],
  ['torch._utils._rebuild_tensor_v2', rebuildTensor],
  ['torch._utils._rebuild_tensor_v3', rebuildTensorV3],
  ['torch._utils._rebuild_parameter', first],
  ['torch._utils._rebuild_parameter_with_state', first],
  ['torch._tensor._rebuild_from_type_v2', rebuildFromType],
];
