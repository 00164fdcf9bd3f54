import { createHash } from 'node:crypto';
import { readRegularFile } from './regularFile.js';
import { sortedJson } from '@bcos-bench/vocabulary';

/** The SHA-256 of a value's JSON: equal values have equal hashes. */
export function hashOf(value: unknown): string {
  return sha256(sortedJson(value));
}

/** The SHA-256 of a file, which is read as a whole. */
export function hashOfFile(path: string): string {
  return sha256(readRegularFile(path, 'remove it'));
}

function sha256(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}
