import { z } from 'zod';
import type { GivenParquet } from '@bcos-bench/formats';
import { Fault } from '@bcos-bench/vocabulary/fault';
import type { PackedImage } from '../folder/readImage.js';

/** A packed image: bytes and the name of the file that they were, or bytes alone. */
const packedSchema = z.union([
  z.instanceof(Uint8Array),
  z.object({ bytes: z.instanceof(Uint8Array) }).transform(({ bytes }) => bytes),
]);

/** The first images of some files, one group of rows in memory at a time. @throws Fault where a row has no bytes */
export async function* packedImages(
  files: readonly GivenParquet[],
  column: string,
  count: number,
): AsyncGenerator<PackedImage> {
  let left = count;
  for (const { path, rows } of files) {
    let row = 0;
    for await (const { [column]: value } of rows([column])) {
      if (left === 0) return;
      const where = `${path}, row ${row}`;
      const packed = packedSchema.safeParse(value);
      if (!packed.success) {
        const what = `has no bytes of an image in column '${column}'`;
        const remedy =
          "write the files with the images in them: Dataset.to_parquet of a data set whose column is 'Image'";
        throw new Fault({ what, where, remedy });
      }
      const bytes = Buffer.from(packed.data);
      yield { where, bytes: () => Promise.resolve(bytes) };
      row += 1;
      left -= 1;
    }
  }
}
