import type { NamedArray } from '@bcos-bench/formats';
import { elementCount } from '../strideExtent.js';

/** The largest number that BININT holds. */
const MAX_BININT = 2 ** 31 - 1;

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');
const global = (module: string, name: string): Buffer => ascii(`c${module}\n${name}\n`);

const PROTOCOL_2 = Buffer.of(0x80, 2);
const NEW_FALSE = Buffer.of(0x89);
const REBUILD_TENSOR = global('torch._utils', '_rebuild_tensor_v2');
const FLOAT_STORAGE = global('torch', 'FloatStorage');
const NO_HOOKS = Buffer.concat([global('collections', 'OrderedDict'), ascii(')R')]);

/** BINUNICODE. */
function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'utf8');
  const head = Buffer.alloc(5);
  head.write('X', 'latin1');
  head.writeUInt32LE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

/** BININT, or LONG1 of 8 bytes. */
function whole(value: number): Buffer {
  if (value <= MAX_BININT) {
    const bytes = Buffer.alloc(5);
    bytes.write('J', 'latin1');
    bytes.writeInt32LE(value, 1);
    return bytes;
  }
  const bytes = Buffer.alloc(10);
  bytes.writeUInt8(0x8a, 0);
  bytes.writeUInt8(8, 1);
  bytes.writeBigInt64LE(BigInt(value), 2);
  return bytes;
}

function tuple(items: readonly Buffer[]): Buffer {
  return Buffer.concat([ascii('('), ...items, ascii('t')]);
}

/** A contiguous float32 tensor whose storage has the key `key`. */
function tensor({ shape }: NamedArray, key: string): Buffer {
  const strides = shape.map((_, axis) => elementCount(shape.slice(axis + 1)));
  const storage = tuple([text('storage'), FLOAT_STORAGE, text(key), text('cpu'), whole(elementCount(shape))]);
  return Buffer.concat([
    REBUILD_TENSOR,
    tuple([storage, ascii('Q'), whole(0), tuple(shape.map(whole)), tuple(strides.map(whole)), NEW_FALSE, NO_HOOKS]),
    ascii('R'),
  ]);
}

const EMPTY_DICT = ascii('}');
const dict = (entries: readonly (readonly [key: string, value: Buffer])[]): Buffer =>
  Buffer.concat([EMPTY_DICT, ascii('('), ...entries.flatMap(([key, value]) => [text(key), value]), ascii('u')]);

/** An OrderedDict as torch makes state dicts, or rather the beginning and the end of one with such attributes. */
function stateDictWith(texts: ReadonlyMap<string, string>): readonly [begin: Buffer, end: Buffer] {
  if (texts.size === 0) return [EMPTY_DICT, Buffer.alloc(0)];
  const module = dict([...texts].map(([key, value]) => [key, text(value)] as const));
  return [NO_HOOKS, Buffer.concat([dict([['_metadata', dict([['', module]])]]), ascii('b')])];
}

/**
 * A dict of contiguous float32 tensors as a pickle of protocol 2, in which the array at place i of `arrays` has the storage
 * with the key `i`. It holds what `torch.load(weights_only=True)` knows and nothing else.
 * @param texts what stands in the dict's `_metadata`, where torch keeps versions of modules: `load_state_dict` passes over it
 */
export function statePickle(arrays: ReadonlyMap<string, NamedArray>, texts: ReadonlyMap<string, string>): Buffer {
  const entries = [...arrays].flatMap(([name, array], place) => [text(name), tensor(array, String(place))]);
  const [begin, end] = stateDictWith(texts);
  return Buffer.concat([PROTOCOL_2, begin, ascii('('), ...entries, ascii('u'), end, ascii('.')]);
}
