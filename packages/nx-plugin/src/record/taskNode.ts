/** What Nx says of a task that it is done with. */
export interface TaskOutcome {
  readonly task: { readonly projectRoot?: string };
  readonly status: string;
}

/** The pipeline and the node of a task, by the root of its project; null for a task of another project. */
export function taskNode({ task }: TaskOutcome): { readonly pipeline: string; readonly node: string } | null {
  const [, pipeline, node] = /^pipelines\/([^/]+)\/([^/]+)$/.exec(task.projectRoot ?? '') ?? [];
  return pipeline === undefined || node === undefined ? null : { pipeline, node };
}
