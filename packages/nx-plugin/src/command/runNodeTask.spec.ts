import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { runTask } from './runNodeTask.js';

const root = mkdtempSync(join(tmpdir(), 'bcos-task-'));
const out = join(root, 'out');
const words = ['data', '--out', out];
let lines: string[];
beforeEach(() => {
  rmSync(out, { recursive: true, force: true });
  lines = [];
});
afterAll(() => rmSync(root, { recursive: true }));

/** Runs a task whose command is a script, by way of LAUNCHER, which gets the real command as words that it passes over. */
async function run(script: string): Promise<number> {
  const environment = { ...process.env, LAUNCHER: `"${process.execPath}" -e '${script}' --` };
  return await runTask(
    words,
    { ...environment, NX_TASK_TARGET_PROJECT: 'smoke-data' },
    {
      say: (line) => lines.push(line),
      patience: 300,
    },
  );
}

const succeed = `const fs = require("node:fs"); fs.rmSync("${out}", { recursive: true, force: true }); fs.mkdirSync("${out}")`;

describe('runTask', () => {
  it('is 0, without a word, where a result is new', async () => {
    expect(await run(succeed)).toBe(0);
    expect(await run(succeed)).toBe(0);
    expect(lines).toEqual([]);
  });

  it('passes the exit code on and names the task', async () => {
    expect(await run('process.exit(3)')).toBe(3);
    expect(lines).toEqual([
      expect.stringMatching(/^smoke-data:data ended with exit code 3 under LAUNCHER '.*'; run the/),
    ]);
  });

  it('says which signal ended it', async () => {
    expect(await run('process.kill(process.pid, "SIGKILL")')).toBe(137);
    expect(lines).toEqual([expect.stringContaining('smoke-data:data was ended by SIGKILL')]);
  });

  it('fails where the launcher ends with 0 and an old result is all there is, as srun does when a node fails', async () => {
    mkdirSync(out);
    expect(await run('')).toBe(1);
    expect(lines).toEqual([expect.stringContaining('smoke-data:data ended with exit code 0 and left no result')]);
  });
});
