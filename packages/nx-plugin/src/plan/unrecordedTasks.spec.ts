import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const require = createRequire(import.meta.url);
const history = join(dirname(require.resolve('nx/package.json')), 'dist/src/utils/task-history.js');
const before = new URL('../../unrecordedTasks.mjs', import.meta.url).href;

/** The source of the method by which Nx notes how tasks ended, in a process with these words before the program. */
function method(...words: readonly string[]): string {
  const program = `console.log(String(require(${JSON.stringify(history)}).TaskHistory.prototype.recordTaskRuns))`;
  return execFileSync(process.execPath, [...words, '--eval', program], { encoding: 'utf8' });
}

it('keeps Nx from noting how the tasks of a plan ended', () => {
  expect(method()).toContain('this.taskHistory.recordTaskRuns(taskRuns)');
  expect(method('--import', before).trim()).toBe('() => Promise.resolve()');
});
