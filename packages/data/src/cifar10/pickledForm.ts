import { formOf } from '../cifar/formOf.js';
import type { CifarForm } from '../cifar/cifarForm.js';
import { PICKLED_CIFAR10 } from '../cifar/pickledCifar.js';
import { RECORDS_A_BATCH } from './batchFile.js';
import { layoutOf } from './batches.js';

/**
 * The form for Python, where a source is of that form; null where it is binary or unknown.
 * @throws Fault where the source is missing or damaged
 */
export async function pickledForm(source: string, recordsABatch = RECORDS_A_BATCH): Promise<CifarForm | null> {
  const form = await formOf(source, [{ layout: layoutOf(recordsABatch) }, PICKLED_CIFAR10]);
  return form === PICKLED_CIFAR10 ? PICKLED_CIFAR10 : null;
}
