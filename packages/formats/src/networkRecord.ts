import { z } from 'zod';
import { Fault, normalisationSchema } from '@bcos-bench/vocabulary';
import { architectureSchema, modelSchema, type Model } from './checkpoint.js';

/** The name under which a file of weights says what network they are of. */
export const NETWORK_RECORD = 'bcos_bench.network';

/** What a network is beside its arrays, which do not show it: all that makes its logits. */
export const networkRecordSchema = z.object({
  version: z.literal(1),
  architecture: architectureSchema,
  classes: z.array(z.string()).min(2),
  normalisation: normalisationSchema,
  channelOrder: modelSchema.shape.channelOrder,
  outputOrder: modelSchema.shape.outputOrder,
});
export type NetworkRecord = z.infer<typeof networkRecordSchema>;

/** A network's record as text: JSON, in which every number is exact. */
export function networkRecord({ architecture, classes, normalisation, channelOrder, outputOrder }: Model): string {
  const { name, b, maxOut, norm, defence } = architecture;
  const constants = normalisation === null ? null : { mean: normalisation.mean, std: normalisation.std };
  const record: NetworkRecord = {
    version: 1,
    architecture: { name, b, maxOut, norm, ...(defence === undefined ? {} : { defence }) },
    classes,
    normalisation: constants,
    ...(channelOrder === undefined ? {} : { channelOrder }),
    ...(outputOrder === undefined ? {} : { outputOrder }),
  };
  return JSON.stringify(record);
}

/** Reads a network's record. @throws Fault where the text is none, or of a version that is not known */
export function parseNetworkRecord(text: string, where: string): NetworkRecord {
  try {
    return networkRecordSchema.parse(JSON.parse(text));
  } catch (error) {
    const what = `its text ${NETWORK_RECORD} is not a record of a network that this version reads`;
    throw new Fault({ what, where, remedy: 'export the checkpoint again with bcos-export' }, { cause: error });
  }
}
