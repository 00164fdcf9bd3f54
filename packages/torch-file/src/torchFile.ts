import { damage, quoted } from './damage.js';
import { openFileBytes, type FileBytes } from './fileBytes.js';
import { legacyFormat } from './formats/legacyFormat.js';
import { otherFormat } from './formats/otherFormats.js';
import { safetensorsFormat } from './formats/safetensorsFormat.js';
import type { TorchContent, TorchFormat } from './formats/torchFormat.js';
import { zipFormat } from './formats/zipFormat.js';
import { walkable } from './pickle/walkable.js';
import type { PickleValue, TensorReference } from './pickle/value.js';
import { checkIntact } from './storageRange.js';
import { tensorNumbers } from './tensorNumbers.js';

/** A PyTorch file that is open: what it says is known, the numbers of its tensors are read when they are asked for. */
export interface TorchFile {
  readonly path: string;
  /** The name of its format: `zip`, `legacy` or `safetensors`. */
  readonly format: string;
  /** What the file holds; of `.safetensors`, a dict of tensors. */
  readonly root: PickleValue;
  /**
   * The numbers of a tensor, row-major, rounded to float32 (booleans are 0 and 1).
   * Reads the storage's bytes between the tensor's first and last number and no others, and with the first tensor of a zip
   * entry the whole entry once, piece by piece, for its checksum.
   * @param tensor one out of `root`
   * @throws Fault where the bytes are damaged, or no float32 stands for a number of this dtype
   */
  readTensor(tensor: TensorReference): Float32Array;
  /** Closes the file; tensors can no longer be read. */
  close(): void;
}

/** Every format that can be read, in the order in which they are tried. */
const formats: readonly TorchFormat[] = [zipFormat, safetensorsFormat, legacyFormat];

/** What tells the formats apart: the first bytes. */
const HEAD_BYTES = 512;

/**
 * Opens a PyTorch file (`torch.save`, zip or legacy) or a safetensors file, told apart by their first bytes.
 * Nothing in the file is executed or imported. Of classes and functions only the names are read: those that
 * `knownCallables` lists become values that are made here; those that only serve to do harm refuse the file
 * (`forbiddenNames`); every other becomes an `OpaqueObject`, and what was to be done with it is dropped.
 * @throws Fault where it cannot be read, is none of the three, is damaged or asks for what is refused
 */
export async function openTorchFile(path: string): Promise<TorchFile> {
  const file = openFileBytes(path);
  try {
    const format = formatOf(file);
    const content = await format.read(file);
    const root = walkable(content.root, (what) => {
      throw damage(path, what);
    });
    return torchFile(file, format.name, { ...content, root });
  } catch (error) {
    file.close();
    throw error;
  }
}

function formatOf(file: FileBytes): TorchFormat {
  const head = file.read({ position: 0, bytes: Math.min(HEAD_BYTES, file.size) });
  const format = formats.find(({ recognises }) => recognises(head, file.size));
  if (format !== undefined) return format;
  const { what, remedy } = otherFormat(head);
  throw damage(file.path, what, { remedy });
}

function torchFile(file: FileBytes, format: string, { root, storages, littleEndian }: TorchContent): TorchFile {
  const intact = new Set<string>();
  const readTensor = (tensor: TensorReference): Float32Array => {
    const { key } = tensor.storage;
    const place = storages.get(key);
    if (place === undefined) throw new RangeError(`no storage is named ${quoted(key)}`);
    if (!intact.has(key)) checkIntact(file, place, `storage ${quoted(key)}`);
    intact.add(key);
    return tensorNumbers(file, tensor, place, littleEndian);
  };
  return { path: file.path, format, root, readTensor, close: () => file.close() };
}
