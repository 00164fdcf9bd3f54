import type { PickleValue } from '../pickle/value.js';
import type { FileBytes, FileRange } from '../fileBytes.js';

/** Where a storage lies in the file. */
export interface StorageRange extends FileRange {
  /** CRC-32 of its bytes; null where the file says none. */
  readonly crc32: number | null;
}

/** What a format's reader has found: the values, and where the numbers of their storages lie. */
export interface TorchContent {
  readonly root: PickleValue;
  /** By the key of the storage; each is as long as its references say. */
  readonly storages: ReadonlyMap<string, StorageRange>;
  readonly littleEndian: boolean;
}

/** One of the formats of PyTorch files. */
export interface TorchFormat {
  readonly name: string;
  /** Whether a file is of this format, by its first bytes: 512 of them, or all there are. */
  readonly recognises: (head: Buffer, fileSize: number) => boolean;
  /** @throws Fault where the file is damaged or refused */
  readonly read: (file: FileBytes) => Promise<TorchContent>;
}
