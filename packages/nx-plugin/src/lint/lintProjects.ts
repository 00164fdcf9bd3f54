import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { z } from 'zod';
import { eslintFindings, prettierFindings, type Finding } from './findings.js';

const optionsSchema = z.object({ eslint: z.array(z.string()), prettier: z.array(z.string()) });
/** What is checked of a project: folders and patterns, from the workspace root. */
export type LintOptions = z.infer<typeof optionsSchema>;

/** How a project's check ended, as Nx has it. */
interface LintResult {
  readonly success: boolean;
  readonly terminalOutput: string;
}

/** The executor of one project alone. */
export default async function lintProject(options: unknown, { root }: ExecutorContext): Promise<{ success: boolean }> {
  const { success, terminalOutput } = resultOf(await findingsOf([optionsSchema.parse(options)], root));
  process.stdout.write(terminalOutput);
  return { success };
}

/**
 * The executor of many projects: eslint and prettier look at all of them in one process each. The types of the workspace, which
 * eslint's rules go by, take longer to read than most packages take to check. Nx shows what is given one by one, and nothing that is
 * given at once.
 * @param options by the task's id
 */
export async function* lintProjects(
  { tasks }: TaskGraph,
  options: Readonly<Record<string, unknown>>,
  _overrides: unknown,
  { root }: ExecutorContext,
): AsyncGenerator<{ readonly task: string; readonly result: LintResult }> {
  const found = await findingsOf(
    Object.keys(tasks).map((id) => optionsSchema.parse(options[id])),
    root,
  );
  const roots = Object.values(tasks).map(({ projectRoot = '.' }) => projectRoot);
  for (const { id, projectRoot = '.' } of Object.values(tasks)) {
    const own = found.filter(({ file }) => rootAround(file, roots) === projectRoot);
    yield { task: id, result: resultOf(own) };
  }
}

async function findingsOf(options: readonly LintOptions[], root: string): Promise<readonly Finding[]> {
  const all = await Promise.all([
    eslintFindings(
      options.flatMap(({ eslint }) => eslint),
      root,
    ),
    prettierFindings(
      options.flatMap(({ prettier }) => prettier),
      root,
    ),
  ]);
  return all.flat();
}

/** The innermost of the roots that a file lies in; the workspace's is `.`. */
function rootAround(file: string, roots: readonly string[]): string {
  const around = roots.filter((root) => file.startsWith(`${root}/`)).sort((a, b) => b.length - a.length);
  return around[0] ?? '.';
}

function resultOf(found: readonly Finding[]): LintResult {
  return {
    success: found.length === 0,
    terminalOutput: found.map(({ file, where, says }) => `${file}${where}: ${says}\n`).join(''),
  };
}
