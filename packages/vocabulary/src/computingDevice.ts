import { z } from 'zod';

/** What a stage computed on. */
export const computingDeviceSchema = z.object({
  /** The version of TensorFlow. */
  tensorflow: z.string(),
  /** `CPU`, or the name of the GPU. */
  device: z.string(),
  /** Threads of the CPU that one op may take. */
  threads: z.int(),
});
/** What a stage computed on, as its engine tells. */
export type ComputingDevice = z.infer<typeof computingDeviceSchema>;
