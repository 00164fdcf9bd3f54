import { basename } from 'node:path';
import { openFileBytes } from '../fileBytes.js';
import { zipEntries, type ZipEntry } from '../formats/zipEntries.js';
import { tensorsIn } from '../pickle/valueTree.js';
import { openTorchFile } from '../torchFile.js';
import { zipBytes, type ZipPart } from './zipBytes.js';

/** A good file, and what it holds. */
export interface Sample {
  readonly name: string;
  readonly format: string;
  readonly bytes: Buffer;
  /** Whether it has checksums, so that damage is found. */
  readonly checked: boolean;
  /** The numbers of each of its tensors. */
  readonly tensors: readonly Float32Array[];
  /** The entries of a zip file; none of other formats. */
  readonly entries: ReadonlyMap<string, Buffer>;
}

/** Reads a good file. @throws Fault where it is none */
export async function readSample(path: string): Promise<Sample> {
  const { format, tensors } = await readTensors(path);
  const file = openFileBytes(path);
  const bytes = file.read({ position: 0, bytes: file.size });
  const places = format === 'zip' ? await zipEntries(file) : new Map<string, ZipEntry>();
  const entries = new Map([...places].map(([name, place]) => [name, file.read(place)]));
  file.close();
  const checked = format === 'zip' && [...places.values()].every(({ crc32 }) => crc32 !== null);
  return { name: basename(path), format, bytes, checked, tensors, entries };
}

/** The format of a file and the numbers of all its tensors. @throws Fault where it cannot be read */
export async function readTensors(path: string): Promise<{ format: string; tensors: Float32Array[] }> {
  const file = await openTorchFile(path);
  try {
    return { format: file.format, tensors: tensorsIn(file.root).map((tensor) => file.readTensor(tensor)) };
  } finally {
    file.close();
  }
}

/** A zip sample with some of its entries changed, and everything else true of them. */
export function rezipped(sample: Sample, change: (part: ZipPart) => ZipPart): Buffer {
  return zipBytes([...sample.entries].map(([name, bytes]) => change({ name, bytes })));
}

/** A zip sample with another pickle. */
export function withPickle(sample: Sample, pickle: (old: Buffer) => Buffer): Buffer {
  return rezipped(sample, ({ name, bytes }) => ({ name, bytes: name.endsWith('/data.pkl') ? pickle(bytes) : bytes }));
}
