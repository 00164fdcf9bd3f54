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
/** What is known of a node after the last run. */
export type NodeRun = z.infer<typeof nodeRunSchema>;
/** How long a node took and what it was made with, whenever that was. */
export type NodeTiming = NonNullable<NodeRun['timing']>;

const runRecordSchema = z.nullable(z.object({ nodes: z.record(z.string(), nodeRunSchema) }));
/** What is known of the last run: its nodes by name. The pipeline's plugin of Nx writes it into the page after the run. */
export type RunRecord = NonNullable<z.infer<typeof runRecordSchema>>;

/** The record in a page's place for it; null where there is none, or none that this page understands. */
export function parseRunRecord(text: string): RunRecord | null {
  try {
    return runRecordSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
