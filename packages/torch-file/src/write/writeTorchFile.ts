import { randomUUID } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { Fault, reasonOf, UsageFault } from '@bcos-bench/vocabulary';
import { writeSafetensors, type NamedArray } from '@bcos-bench/formats';
import { elementCount } from '../strideExtent.js';
import { writePtFile } from './ptFile.js';

/** Writes arrays to a file that need not exist. */
type ArrayWriter = (
  path: string,
  arrays: ReadonlyMap<string, NamedArray>,
  texts: ReadonlyMap<string, string>,
) => Promise<void>;

/** The formats that can be written, by the endings of their files' names. */
const writers = new Map<string, ArrayWriter>([
  ['.pt', writePtFile],
  ['.pth', writePtFile],
  ['.ckpt', writePtFile],
  [
    '.safetensors',
    (path, arrays, texts) => {
      writeSafetensors(path, arrays, texts);
      return Promise.resolve();
    },
  ],
]);

/** The endings that names of files to write may have. */
export const writableEndings: readonly string[] = [...writers.keys()];

/**
 * Writes float32 arrays as a file that Python reads: `.pt`, `.pth` and `.ckpt` with `torch.load(weights_only=True)`, as a
 * dict of contiguous tensors in the order of `arrays`; `.safetensors` with the package of that name. The same arrays make
 * the same bytes. It is written to a hidden sibling first, so that no half of a file is ever at `path`.
 * @param texts what the file says beside the arrays: in `_metadata` of the dict, or in the header of `.safetensors`; whoever asks for
 *   the arrays alone does not see it
 * @throws UsageFault for any other ending
 * @throws Fault where it cannot be written
 * @throws RangeError for an array that is not of its shape
 */
export async function writeTorchFile(
  path: string,
  arrays: ReadonlyMap<string, NamedArray>,
  texts: ReadonlyMap<string, string> = new Map(),
): Promise<void> {
  const write = writers.get(extname(path));
  if (write === undefined) {
    throw new UsageFault({
      what: 'has an ending of no known format',
      where: path,
      remedy: `choose one of ${writableEndings.join(', ')}`,
    });
  }
  for (const [name, { shape, data }] of arrays) {
    if (elementCount(shape) !== data.length)
      throw new RangeError(`${name} has ${data.length} numbers and another shape`);
  }
  const partial = join(dirname(path), `.${basename(path)}.${randomUUID()}.partial`);
  try {
    await write(partial, arrays, texts);
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new Fault(
      { what: `cannot be written (${reasonOf(error)})`, where: path, remedy: 'free some space or choose another path' },
      { cause: error },
    );
  }
}
