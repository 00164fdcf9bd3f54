import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Fault, type CommonFlags } from '@bcos-bench/vocabulary';
import * as starter from '../signals/joinStarter.js';
import { runStageJobs } from './stageJobs.js';
import type { Stage } from './stageCommand.js';

vi.mock(import('../signals/joinStarter.js'), async (original) => ({ ...(await original()) }));

type Flags = CommonFlags & { deed: string };

let folder = '';
let answers = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jobs-'));
  answers = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => (answers += String(text)) !== '');
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
  rmSync(folder, { recursive: true });
});

const stage: Stage<Flags> = {
  name: 'bcos-test',
  describe: 'Tests.',
  example: '--out out/x',
  flags: (parser) => parser.options({ deed: { type: 'string', default: 'write' } }),
  inputs: () => ({}),
  run: ({ deed }, { folder: place, say, progress }) => {
    if (deed === 'fault') throw new Fault({ what: 'is damaged', where: 'data' });
    if (deed === 'bug') throw new TypeError('a bug');
    progress({ done: 1, total: 2, unit: 'steps' });
    writeFileSync(join(place, 'result'), deed);
    say(`did ${deed}`);
    return Promise.resolve();
  },
};

/** Runs jobs that write to `folder`, each to a folder of its number; a string is a line as it is. */
async function run(...jobs: readonly (string | readonly string[])[]): Promise<unknown[]> {
  const lines = jobs.map((job, i) =>
    typeof job === 'string' ? job : JSON.stringify([...job, '--out', join(folder, String(i))]),
  );
  await runStageJobs(stage, Readable.from([lines.map((line) => `${line}\n`).join('')]));
  return answers
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

it('runs jobs one after the other, and answers with the lines and the exit code of each', async () => {
  expect(await run(['--deed', 'this'], ['--deed', 'that'], ['--deed', 'nothing', '--quiet'])).toEqual([
    { stdout: 'did this' },
    { exit: 0 },
    { stdout: 'did that' },
    { exit: 0 },
    { exit: 0 },
  ]);
  for (const name of ['0', '1', '2']) expect(existsSync(join(folder, name, 'result'))).toBe(true);
});

it('lets a fault be that of its job alone', async () => {
  expect(await run(['--deed', 'fault'], ['--dead'], 'no words', '{"a":1}', ['--deed', 'this'])).toEqual([
    { stderr: 'bcos-test: data: is damaged' },
    { exit: 1 },
    { stderr: expect.stringContaining('bcos-test: Unknown argument') as unknown },
    { exit: 2 },
    ...[1, 2].flatMap(() => [
      { stderr: 'bcos-test: a line of the input is not a JSON array of the words of a command line' },
      { exit: 2 },
    ]),
    { stdout: 'did this' },
    { exit: 0 },
  ]);
  expect([undefined, 0]).toContain(process.exitCode);
});

it('ends after a bug, with its stack', async () => {
  expect(await run(['--deed', 'bug'], ['--deed', 'this'])).toEqual([
    { stderr: expect.stringMatching(/^TypeError: a bug\n\s+at /) as unknown },
    { exit: 1 },
  ]);
  expect(process.exitCode).toBe(1);
});

it('ends after a job that was stopped', async () => {
  vi.spyOn(starter, 'stopWanted').mockReturnValue('SIGTERM');
  expect(await run(['--deed', 'this'], ['--deed', 'that'])).toEqual([
    { stderr: 'bcos-test: 1 of 2 steps: stopped by SIGTERM; the same command starts again' },
    { exit: 143 },
  ]);
  expect(process.exitCode).toBe(143);
});
