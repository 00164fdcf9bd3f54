import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { resumeFolder } from '@bcos-bench/cli';
import { CLASSES, writeData } from '../packages/attack/src/testing/dataFolder.fixture.js';
import { writeUntrained } from '../packages/models/src/testing/untrainedCheckpoint.fixture.js';

const root = mkdtempSync(join(tmpdir(), 'signals-'));
const [data, network] = [join(root, 'data'), join(root, 'network')];

beforeAll(() => {
  writeData(data, 64);
  writeUntrained(network, 'resnet8', { classes: CLASSES, seed: 3 });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Starts a stage that writes to `out`; what it computes would take minutes, unless it is to end. */
function start(stage: string, out: string, ...flags: string[]) {
  const command = fileURLToPath(new URL(`../packages/${stage}/bin/bcos-${stage}.js`, import.meta.url));
  const words = [command, ...flags, '--out', join(root, out), '--quiet'];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const ended = new Promise<{ code: number | null; said: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, said }));
  });
  return { child, ended };
}

const attack = (out: string, steps: number) =>
  start('attack', out, ...`--data ${data} --checkpoint ${network} --norm linf --eps 8/255 --steps ${steps}`.split(' '));

const until = (condition: () => boolean): Promise<void> =>
  vi.waitFor(() => expect(condition()).toBe(true), { timeout: 100_000, interval: 10 });

/** The process that a supervised command computes in. */
function childOf(pid: number | undefined): number {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  const found = lines
    .map((line) => /^\s*(\d+)\s+(\d+)\s.*bcos-/.exec(line))
    .find((match) => match?.[2] === String(pid));
  if (found === undefined || found === null) throw new Error(`process ${String(pid)} has started no command`);
  return Number(found[1]);
}

function isRunning(pid: number): boolean {
  // What has ended and was not waited for has no command line any more.
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,args='], { encoding: 'utf8' });
  return new RegExp(`^\\s*${pid}\\s.*bcos-`, 'm').test(listed);
}

describe('an attack, whose loop never waits', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('ends with one line at %s, and the process that computes with it', async (signal, code) => {
    const { child, ended } = attack(signal, 1_000_000);
    await until(() => existsSync(join(resumeFolder(join(root, signal)), 'key')));
    const computing = childOf(child.pid);
    child.kill(signal);
    const outcome = await ended;
    expect(outcome.code).toBe(code);
    expect(outcome.said).toMatch(
      new RegExp(
        `^bcos-attack: .*stopped by ${signal}; the same command continues with the images that are not done\\n$`,
      ),
    );
    expect(isRunning(computing)).toBe(false);
  });

  it('ends when the process that started it is killed', async () => {
    const { child, ended } = attack('orphan', 1_000_000);
    await until(() => existsSync(join(resumeFolder(join(root, 'orphan')), 'key')));
    const computing = childOf(child.pid);
    expect(isRunning(computing)).toBe(true);
    child.kill('SIGKILL');
    expect((await ended).code).toBeNull();
    await until(() => !isRunning(computing));
  });

  it('leaves the bytes of an undisturbed one when it is run again', async () => {
    const bytes = (out: string): Record<string, string> => {
      const files = readdirSync(join(root, out)).filter(
        (name) => name === 'samples.parquet' || name === 'summary.json',
      );
      return Object.fromEntries(files.map((name) => [name, readFileSync(join(root, out, name), 'base64')]));
    };
    const { child, ended } = attack('stopped', 40);
    await until(() => existsSync(join(resumeFolder(join(root, 'stopped')), 'key')));
    child.kill('SIGTERM');
    expect((await ended).code).toBe(143);
    expect([(await attack('stopped', 40).ended).code, (await attack('whole', 40).ended).code]).toEqual([0, 0]);
    expect(Object.keys(bytes('whole'))).toHaveLength(2);
    expect(bytes('stopped')).toEqual(bytes('whole'));
  });
});

it('a data set being drawn ends with one line, and leaves nothing half-made', async () => {
  const { child, ended } = start('data', 'shapes', '--dataset', 'shapes', '--train', '1000000');
  await until(() => readdirSync(root).some((name) => name.startsWith('.shapes')));
  child.kill('SIGTERM');
  const { code, said } = await ended;
  expect(code).toBe(143);
  expect(said).toMatch(/^bcos-data: .*stopped by SIGTERM; the same command starts again\n$/);
  expect(existsSync(join(root, 'shapes'))).toBe(false);
});
