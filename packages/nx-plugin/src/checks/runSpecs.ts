type Environment = Readonly<Record<string, string | undefined>>;

/** Where vitest puts the outcome of a project's specs: an output of the task, so that a cached pass counts as it did. */
export function outcomeFile(project: string): string {
  return `.nx/specs/${project}.json`;
}

/** What no spec may see: what Nx and its plugin tell their tasks, and what chooses or changes a pipeline. */
const HIDDEN =
  /^(NX_.*|BCOS_(?!CACHE_DIR$|ENGINE$).*|PIPELINE|EPOCHS|TRAIN|TEST|LIMIT|CIFAR10_DIR|DATA_DIR|WEIGHTS_DIR|LAUNCHER|PARITY_REPORT|SCREENSHOTS|LERNA_PACKAGE_NAME|FORCE_COLOR)$/;

/**
 * The environment that specs run in: a pass is cached, and must not hang on what the hash does not know. Specs that start Nx
 * themselves are no part of the run that they are in.
 */
export function specsEnvironment(environment: Environment): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !HIDDEN.test(name)));
}

/**
 * How many files of specs a task may run at once: the cores that there are for each of the tasks side by side, and one more, so that no core idles
 * while a file waits for a process, or while one task is left.
 * @param parallel Nx's number of tasks, such as `2` or `100%` of the cores
 * @param cores how many there are
 */
export function specsWorkers(parallel: string | undefined, cores: number): number {
  const [, count = '1', percent] = /^(\d+)(%?)$/.exec(parallel ?? '') ?? [];
  const tasks = percent === '%' ? (cores * Number(count)) / 100 : Number(count);
  return Math.floor(cores / Math.max(1, Math.floor(tasks))) + 1;
}

/**
 * The words after `vitest`.
 * @param where the specs are: a folder, which ends with a slash, or a file
 * @param more such as `--config FILE`
 */
export function specsWords(
  where: string,
  outcome: string,
  workers: number,
  more: readonly string[],
): readonly string[] {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${outcome}`];
  return ['run', where, ...reporters, `--maxWorkers=${workers}`, ...more];
}
