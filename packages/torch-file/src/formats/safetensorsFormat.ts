import { z } from 'zod';
import { damage, quoted } from '../damage.js';
import { numberFormat, type Dtype } from '../dtype.js';
import type { FileBytes } from '../fileBytes.js';
import { dictOf } from '../pickle/containers.js';
import type { TensorReference } from '../pickle/value.js';
import { elementCount } from '../strideExtent.js';
import type { StorageRange, TorchFormat } from './torchFormat.js';

/** The number formats by their names in safetensors files. */
const DTYPES = new Map<string, Dtype>([
  ['F64', 'float64'],
  ['F32', 'float32'],
  ['F16', 'float16'],
  ['BF16', 'bfloat16'],
  ['I64', 'int64'],
  ['I32', 'int32'],
  ['I16', 'int16'],
  ['I8', 'int8'],
  ['U64', 'uint64'],
  ['U32', 'uint32'],
  ['U16', 'uint16'],
  ['U8', 'uint8'],
  ['BOOL', 'bool'],
  ['C64', 'complex64'],
  ['F8_E4M3', 'float8_e4m3fn'],
  ['F8_E5M2', 'float8_e5m2'],
]);

const sizeSchema = z.int().nonnegative();
const entrySchema = z.object({
  dtype: z.string(),
  shape: z.array(sizeSchema).max(64),
  data_offsets: z.tuple([sizeSchema, sizeSchema]),
});
/** An object of JSON with all its keys: `z.record` would pass over one with the name `__proto__`. */
const objectSchema = z.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);
const textsSchema = z.array(z.tuple([z.string(), z.string()]));

/** The most that is read here: names and shapes of a hundred thousand tensors. The format itself allows 100 MB. */
const HEADER_LIMIT = 16 * 2 ** 20;

function headerBytes(head: Buffer): number {
  return head.length < 9 ? NaN : Number(head.readBigUInt64LE(0));
}

function readHeader(file: FileBytes): { header: Readonly<Record<string, unknown>>; begin: number } {
  const bytes = headerBytes(file.read({ position: 0, bytes: 9 }));
  if (bytes > HEADER_LIMIT)
    throw damage(file.path, `holds a header of ${bytes} bytes, and ${HEADER_LIMIT} are the most`);
  const text = file.read({ position: 8, bytes }).toString('utf8');
  try {
    return { header: objectSchema.parse(JSON.parse(text)), begin: 8 + bytes };
  } catch (error) {
    throw damage(file.path, 'holds a header that is not the JSON of safetensors', { at: 8, cause: error });
  }
}

function readEntry(
  file: FileBytes,
  name: string,
  entry: unknown,
  begin: number,
): { tensor: TensorReference; place: StorageRange } {
  const bad = (what: string): Error => damage(file.path, `holds tensor ${quoted(name)}, ${what}`);
  const parsed = entrySchema.safeParse(entry);
  if (!parsed.success) throw bad('whose entry in the header is none');
  const { dtype: typeName, shape, data_offsets: offsets } = parsed.data;
  const dtype = DTYPES.get(typeName);
  if (dtype === undefined) throw bad(`whose number format ${quoted(typeName)} is not known`);
  const [from, to] = offsets;
  const elements = elementCount(shape);
  if (to - from !== elements * numberFormat(dtype).width)
    throw bad(`whose shape [${shape.join(', ')}] is not that of its bytes`);
  if (begin + to > file.size) throw bad(`which ends at byte ${begin + to} of ${file.size}`);
  const strides = shape.map((_, axis) => elementCount(shape.slice(axis + 1)));
  return {
    tensor: {
      kind: 'tensor',
      dtype,
      shape,
      strides,
      offset: 0,
      storage: { kind: 'storage', key: name, dtype, elements },
    },
    place: { position: begin + from, bytes: to - from, crc32: null },
  };
}

function textsOf(file: FileBytes, entry: unknown): ReadonlyMap<string, string> {
  const parsed = objectSchema
    .transform((texts) => Object.entries(texts))
    .pipe(textsSchema)
    .safeParse(entry);
  if (!parsed.success) throw damage(file.path, 'holds a __metadata__ that is not a record of texts', { at: 8 });
  return new Map(parsed.data);
}

/** The format's own rule: arrays lie one behind the other, without gaps or overlaps, up to the end of the file. */
function refuseGaps(file: FileBytes, storages: ReadonlyMap<string, StorageRange>, begin: number): void {
  let end = begin;
  for (const { position, bytes } of [...storages.values()].sort(
    (a, b) => a.position - b.position || a.bytes - b.bytes,
  )) {
    if (position !== end) throw damage(file.path, 'holds tensors that overlap or lie apart', { at: position });
    end += bytes;
  }
  if (end !== file.size) throw damage(file.path, `holds ${file.size - end} bytes behind its last tensor`, { at: end });
}

/** safetensors: the length of a header, the header in JSON, the arrays. It has no checksums. */
export const safetensorsFormat: TorchFormat = {
  name: 'safetensors',
  recognises: (head, fileSize) => headerBytes(head) <= fileSize - 8 && head[8] === 0x7b,
  read: (file) => {
    const { header, begin } = readHeader(file);
    const root = dictOf('dict');
    const storages = new Map<string, StorageRange>();
    for (const [name, entry] of Object.entries(header)) {
      if (name === '__metadata__') {
        root.texts = textsOf(file, entry);
        continue;
      }
      const { tensor, place } = readEntry(file, name, entry, begin);
      root.entries.set(name, tensor);
      storages.set(name, place);
    }
    refuseGaps(file, storages, begin);
    return Promise.resolve({ root, storages, littleEndian: true });
  },
};
