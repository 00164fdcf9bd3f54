import { resultAt, type Result } from './resultOf.js';
import { startCommand } from './startedCommand.js';

/** What a command makes undisturbed, and in what time. */
export interface WholeRun {
  readonly milliseconds: number;
  readonly result: Result;
}

/** Runs a command that nothing disturbs. */
export async function wholeRun(words: readonly string[], out: string): Promise<WholeRun> {
  const began = performance.now();
  const { code, said } = await startCommand([...words, '--out', out]).ended;
  const result = resultAt(out);
  if (code !== 0 || result === null) throw new Error(`it ends with ${code} undisturbed: ${said}`);
  return { milliseconds: performance.now() - began, result };
}
