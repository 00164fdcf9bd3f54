import { byteAt, float32At } from '@bcos-bench/vocabulary';

/** What each byte is in [0,1]. */
const SCALED = Float32Array.from({ length: 256 }, (_, byte) => byte / 255);

/** Bytes as numbers in [0,1]: a 255th of each. */
export function unitRange(bytes: Uint8Array): Float32Array {
  const values = new Float32Array(bytes.length);
  writeUnitRange(bytes, values);
  return values;
}

/** The same, into the beginning of `values`, which is at least as long as `bytes`. */
export function writeUnitRange(bytes: Uint8Array, values: Float32Array): void {
  for (let i = 0; i < bytes.length; i += 1) values[i] = float32At(SCALED, byteAt(bytes, i));
}
