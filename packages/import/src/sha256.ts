import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Fault, reasonOf } from '@bcos-bench/vocabulary';
import { requireRegularFile } from '@bcos-bench/formats';

/** The SHA-256 of a file, read piece by piece. @throws Fault where it cannot be read, or not to an end */
export async function sha256Of(path: string): Promise<string> {
  const remedy = 'give a file that torch.save or safetensors wrote';
  requireRegularFile(path, remedy);
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  } catch (error) {
    throw new Fault({ what: `cannot be read (${reasonOf(error)})`, where: path, remedy }, { cause: error });
  }
  return hash.digest('hex');
}
