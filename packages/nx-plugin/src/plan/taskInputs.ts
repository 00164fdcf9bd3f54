import { z } from 'zod';

/** What went into a task's hash: its command, and the hashes of all else by Nx's own names of them. */
export const taskInputsSchema = z.object({
  hash: z.string(),
  flags: z.array(z.string()),
  inputs: z.record(z.string(), z.string()),
});
export type TaskInputs = z.infer<typeof taskInputsSchema>;

/** What Nx hands to a plugin of a task, as far as a plan needs it. */
export interface HashedTask {
  readonly task: {
    readonly projectRoot?: string;
    readonly hash?: string;
    readonly hashDetails?: { readonly nodes: Readonly<Record<string, string>> };
  };
  readonly status: string;
}

/** The inputs of a task that was hashed; null for one that waits for others. */
export function taskInputs({ task }: HashedTask, flags: readonly string[]): TaskInputs | null {
  if (task.hash === undefined || task.hashDetails === undefined) return null;
  return { hash: task.hash, flags: [...flags], inputs: { ...task.hashDetails.nodes } };
}
