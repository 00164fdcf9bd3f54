import * as z from 'zod/mini';

const nodeRunSchema = z.object({
  cached: z.boolean(),
  timing: z.nullable(
    z.object({
      seconds: z.number(),
      rates: z.record(z.string(), z.number()),
      made: z.object({
        node: z.string(),
        packages: z.record(z.string(), z.string()),
        computedOn: z.nullable(z.object({ tensorflow: z.string(), device: z.string(), threads: z.number() })),
        processor: z.string(),
        commit: z.nullable(z.string()),
      }),
    }),
  ),
});
/** What is known about a node after the last run. */
export type NodeRun = z.infer<typeof nodeRunSchema>;
/** How long a node took and what it was made with, in whichever run computed it. */
export type NodeTiming = NonNullable<NodeRun['timing']>;

const runRecordSchema = z.nullable(z.object({ nodes: z.record(z.string(), nodeRunSchema) }));
/** What is known about the last run: its nodes by name. The Nx plugin writes it into the page after the run. */
export type RunRecord = NonNullable<z.infer<typeof runRecordSchema>>;

/** The record in its place in a page; null if there is none, or none that this page understands. */
export function parseRunRecord(text: string): RunRecord | null {
  try {
    return runRecordSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
