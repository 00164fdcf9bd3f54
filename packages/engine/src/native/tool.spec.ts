import { expect, test } from 'vitest';
import { Fault, Interruption } from '@bcos-bench/vocabulary';
import { thisMachine } from './machine.js';
import { failureOf, runTool } from './tool.js';

const machine = thisMachine();
const node = (script: string) => runTool([process.execPath, '-e', script], { machine });

test('a program ends with its code and what it printed', async () => {
  const outcome = await node('process.stdout.write("out"); process.stderr.write("err"); process.exitCode = 3');
  expect(outcome).toEqual({ code: 3, signal: null, stdout: 'out', stderr: 'err' });
});

test('a program that a signal ends says which', async () => {
  expect(await node('process.kill(process.pid, "SIGKILL")')).toMatchObject({ code: null, signal: 'SIGKILL' });
});

test('a program gets the signal that this process gets, which ends both', async () => {
  const ended = node(
    'process.on("SIGTERM", () => process.exit(5)); console.error("ready"); setTimeout(() => {}, 900_000)',
  );
  process.emit('SIGTERM', 'SIGTERM');
  await expect(ended).rejects.toThrow(Interruption);
  await expect(ended).rejects.toMatchObject({ exitCode: 143 });
});

test('a program that is not there is null', async () => {
  expect(await runTool(['bcos-no-such-program'], { machine })).toBeNull();
});

const ended = { code: 1, signal: null, stdout: '' };
const known = [{ sign: /no pip/, fault: () => new Fault({ what: 'pip is missing' }) }];

test.each([
  ['a known sign', 'error: x\nno pip here', 'pip is missing'],
  ['a full disk', 'OSError: [Errno 28] No space left on device\nno pip', 'here: the disk is full'],
  ['an unknown error', 'line one\nfile.cc:3: error: expected ;\nline three', 'file.cc:3: error: expected ;'],
  ['no word of error', 'first\nlast\n', 'here: building failed (last)'],
  ['nothing said', '', 'here: building failed (exit code 1)'],
])('%s makes the line', (_name, stderr, line) => {
  expect(failureOf({ ...ended, stderr }, 'building', 'here', known).message).toContain(line);
});
