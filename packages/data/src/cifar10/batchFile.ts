import type { SplitName } from '@bcos-bench/formats';
import { CIFAR10_CLASSES } from '@bcos-bench/vocabulary/cifar10Classes';
import { Fault } from '@bcos-bench/vocabulary/fault';
import { byteAt } from '@bcos-bench/vocabulary/at';
import { imageOfPlanes, PLANES_BYTES } from '../cifar/planes.js';

/** The batch files of each split, in the order of the images. */
export const BATCH_FILES: Readonly<Record<SplitName, readonly string[]>> = {
  train: [1, 2, 3, 4, 5].map((number) => `data_batch_${number}.bin`),
  test: ['test_batch.bin'],
};

/** Every batch file, in the order in which their content is hashed. */
export const ALL_BATCH_FILES: readonly string[] = [...BATCH_FILES.train, ...BATCH_FILES.test];

/** Records of a batch file of CIFAR-10. */
export const RECORDS_A_BATCH = 10_000;

/** A byte for the label, then the planes of the image. */
export const RECORD_BYTES = 1 + PLANES_BYTES;

/**
 * Checks a batch file's size and the label of each of its records.
 * @param where the file, for the error
 * @throws Fault that names the first record that is cut or has a wrong label
 */
export function checkBatchFile(bytes: Uint8Array, where: string, records: number): void {
  const remedy = 'unpack or download the archive again';
  if (bytes.length !== records * RECORD_BYTES) {
    const whole = Math.floor(bytes.length / RECORD_BYTES);
    if (whole * RECORD_BYTES === bytes.length && whole > 0 && whole < records) throw otherNumber(whole, records, where);
    const found = bytes.length < records * RECORD_BYTES ? `is cut in record ${whole}` : 'goes on after the last record';
    throw new Fault({ what: `${found}: it has ${bytes.length} bytes, not ${records * RECORD_BYTES}`, where, remedy });
  }
  for (let record = 0; record < records; record += 1) {
    const label = byteAt(bytes, record * RECORD_BYTES);
    if (!(label < CIFAR10_CLASSES.length)) {
      throw new Fault({ what: `record ${record} has the label ${label}, but labels are 0 to 9`, where, remedy });
    }
  }
}

/** A batch of fewer records, all of them whole: of another data set, or cut between two records. */
function otherNumber(whole: number, records: number, where: string): Fault {
  const what = `holds ${whole} whole records, not the ${records} of a batch of CIFAR-10`;
  const remedy = 'CIFAR-10.1 has 2000: use --dataset cifar10.1 for its files; a cut file is to be unpacked again';
  return new Fault({ what, where, remedy });
}

/** Record `number` of a batch file that has been checked: its label, and its pixels with the channels side by side. */
export function readRecord(bytes: Uint8Array, number: number): { image: Uint8Array; label: number } {
  const start = number * RECORD_BYTES;
  return { image: imageOfPlanes(bytes, start + 1), label: byteAt(bytes, start) };
}
