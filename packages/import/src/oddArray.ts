import type { PickleValue } from '@bcos-bench/torch-file';

/** What stands where a tensor should, by the function that makes it, and what to do. */
interface OddKind {
  readonly made: RegExp;
  /** Of several arrays: they are ... */
  readonly what: string;
  readonly remedy: string;
}

const KINDS: readonly OddKind[] = [
  {
    made: /^torch\._utils\._rebuild_qtensor$/,
    what: 'quantised',
    remedy: 'save the network before it is quantised, or call dequantize() on each array',
  },
  {
    made: /^torch\._utils\._rebuild_sparse(_\w+)?_tensor$/,
    what: 'sparse',
    remedy: 'call to_dense() on each array and save the file again',
  },
  {
    made: /^torch\._utils\._rebuild_nested_tensor$/,
    what: 'nested tensors',
    remedy: 'save the weights of the network as it was trained',
  },
  {
    made: /^torch\._utils\._rebuild_meta_tensor_no_storage$/,
    what: 'on the meta device, which holds no numbers',
    remedy: 'load the weights before the file is saved',
  },
  {
    made: /^numpy\.(core\.multiarray\._reconstruct|_?core\.numeric\._frombuffer)$/,
    what: 'NumPy arrays',
    remedy: 'save them as tensors: torch.save({k: torch.as_tensor(v) for k, v in arrays.items()}, FILE)',
  },
  {
    made: /^torch\.distributed\.(.*\.)?(ShardedTensor|DTensor|_?rebuild_\w+)$/,
    what: 'parts of tensors that are spread over machines',
    remedy: 'gather them first: torch.distributed.checkpoint.format_utils dcp_to_torch_save',
  },
  {
    made: /^torch\.float\w+$/,
    what: 'of a number format that is not known',
    remedy: 'save them as float32',
  },
];

/** A value that stands for an array and is no tensor of ours: what such arrays are, and what to do; null for any other value. */
export function oddArray(value: PickleValue): Omit<OddKind, 'made'> | null {
  if (typeof value !== 'object' || value?.kind !== 'opaque') return null;
  return KINDS.find(({ made }) => made.test(value.name)) ?? null;
}

/** A value in a few words: what it is, never what is in it. */
export function valueInWords(value: PickleValue): string {
  if (value === null || typeof value === 'boolean') return `the value ${String(value)}`;
  if (typeof value === 'number' || typeof value === 'bigint') return `the value ${value}`;
  if (typeof value === 'string') return 'text';
  const odd = oddArray(value);
  if (value.kind === 'opaque' && odd === null) return `an object of the class ${value.name}`;
  if (odd !== null) return `one of arrays that are ${odd.what}`;
  return `a ${value.kind}`;
}
