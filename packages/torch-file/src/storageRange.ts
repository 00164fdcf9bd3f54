import { damage } from './damage.js';
import type { FileBytes } from './fileBytes.js';
import type { StorageRange } from './formats/torchFormat.js';

/** Compares a range with its checksum, where there is one. @throws Fault where they differ */
export function checkIntact(file: FileBytes, range: StorageRange, name: string): void {
  if (range.crc32 !== null && file.checksum(range) !== range.crc32) {
    throw damage(file.path, `is damaged: the checksum of ${name} is another`, { at: range.position });
  }
}
