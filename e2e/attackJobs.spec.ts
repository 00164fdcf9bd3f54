import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { resumeFolder } from '@bcos-bench/cli';
import { copyBuiltWorkspace } from './builtCopy.js';
import { endOfAll } from './faults/marked.js';
import { startCommand } from './faults/startedCommand.js';
import { bytesIn } from './resultBytes.js';

const PIPELINE = `title: Jobs
data: { dataset: shapes, train: 64, test: 32 }
networks:
  a: { title: A, train: { arch: resnet8, epochs: 1 } }
  b: { title: B, train: { arch: bcos-resnet8, epochs: 1 } }
attacks:
  - { norm: linf, eps: [2/255, 4/255, 6/255, 8/255], steps: [20], networks: [a] }
  - { norm: l2, eps: [0.25, 0.5], steps: [10, 20], networks: [b] }
report: { tables: [], figures: [] }
`;
/** Another job of the network a: there is no such class, which only its command can know. */
const BROKEN = '  - { norm: linf, eps: [8/255], steps: [20], networks: [a], targeted: given, target-class: 99 }\n';
const brokenJob = 'jobs-attack-a-linf-8_255-20-encoded-target-class-99-targeted-given';
const JOBS = 8;
const attacks = ['run-many', '-t', 'attack'] as const;

const settings = { PIPELINE: 'jobs', TRAIN: '64', TEST: '32', NX_PARALLEL: '2', LAUNCHER: '' };
const workspace = copyBuiltWorkspace(settings);
const out = join(workspace.root, 'out/jobs');
const log = join(workspace.root, 'starts.log');

/** The processes that were started to compute attacks, and whether each was for many. */
function attackers(): { readonly pid: number; readonly many: boolean }[] {
  const lines = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
  return lines
    .filter((line) => line.includes('bcos-attack.js'))
    .map((line) => ({ pid: parseInt(line), many: line.endsWith('bcos-attack.js jobs') }));
}

function attacksIn(): Record<string, string> {
  return Object.fromEntries(Object.entries(bytesIn(out)).filter(([path]) => path.startsWith('attack-')));
}

function doneJobs(): string[] {
  return existsSync(out) ? readdirSync(out).filter((name) => name.startsWith('attack-')) : [];
}

let runs = 0;

/** Attacks as if none had run; data and networks stay in the cache. */
function forgetAttacks(): void {
  runs += 1;
  // No program, but a file of their package, and so a part of their hashes.
  writeFileSync(join(workspace.root, 'packages/attack/again.json'), String(runs));
  for (const name of readdirSync(out).filter((folder) => /^\.?attack-/.test(folder))) {
    rmSync(join(out, name), { recursive: true });
  }
}

/** Whether a job is begun and not done: one that is done clears its journal away last. */
function isUnderWay(): boolean {
  const begun = readdirSync(out).flatMap((name) => /^\.(attack-.*)\.bcos$/.exec(name)?.[1] ?? []);
  return begun.some((job) => existsSync(resumeFolder(join(out, job))) && !doneJobs().includes(job));
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setTimeout(20);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

let alone: Record<string, string> = {};
beforeAll(async () => {
  const launcher = join(workspace.root, 'launch.sh');
  writeFileSync(launcher, `#!/bin/sh\necho "$$ $*" >> ${log}\nexec "$@"\n`);
  chmodSync(launcher, 0o755);
  settings.LAUNCHER = launcher;
  writeFileSync(join(workspace.root, 'pipelines/jobs.yaml'), PIPELINE);
  Object.assign(settings, { BCOS_ATTACK_JOBS: '' });
  await workspace.nx(...attacks);
  alone = attacksIn();
  expect(attackers().map(({ many }) => many)).toEqual(Array.from({ length: JOBS }, () => false));
}, 600_000);
beforeEach(() => {
  Reflect.deleteProperty(settings, 'BCOS_ATTACK_JOBS');
  rmSync(log, { force: true });
});
afterAll(() => workspace.remove());

it('computes many jobs in as many processes as there are tasks at a time, to the byte as each alone', async () => {
  forgetAttacks();
  expect((await workspace.nx(...attacks)).ran).toHaveLength(JOBS);
  expect(attacksIn()).toEqual(alone);
  expect(attackers().every(({ many }) => many)).toBe(true);
  expect(attackers().length).toBeLessThanOrEqual(2);
});

it('caches each job by itself, and a job that fails fails alone', async () => {
  writeFileSync(join(workspace.root, 'pipelines/jobs.yaml'), PIPELINE.replace('report:', `${BROKEN}report:`));
  await expect(workspace.nx(...attacks)).rejects.toThrow('bcos-attack: --target-class: there is no class 99');
  await expect(workspace.nx('run', `${brokenJob}:attack`)).rejects.toThrow('there is no class 99');
  writeFileSync(join(workspace.root, 'pipelines/jobs.yaml'), PIPELINE);
  expect((await workspace.nx(...attacks)).cached).toHaveLength(JOBS + 3);
});

it('runs a job by itself whose process was lost with others in it', async () => {
  forgetAttacks();
  const running = workspace.nx(...attacks, '--parallel=1');
  await until(() => doneJobs().length === 1 && isUnderWay());
  const [many] = attackers();
  if (many !== undefined) process.kill(many.pid, 'SIGKILL');
  await running;
  expect(attackers().map((attacker) => attacker.many)).toEqual([true, false, true]);
  expect(attacksIn()).toEqual(alone);
});

it('loses no job that was done where Nx is killed', async () => {
  forgetAttacks();
  const nx = join(workspace.root, 'node_modules/.bin/nx');
  const environment = { ...process.env, NX_CACHE_DIRECTORY: '', ...settings };
  const words = [nx, ...attacks, '--outputStyle=stream'];
  const child = spawn(process.execPath, words, { cwd: workspace.root, env: environment, stdio: 'ignore' });
  await until(() => doneJobs().length === 4 && isUnderWay());
  child.kill('SIGKILL');
  await once(child, 'close');
  await until(() => attackers().every(({ pid }) => !isAlive(pid)));
  const { cached, ran } = await workspace.nx(...attacks);
  // Two were done a moment ago at most, and the cache may not have them.
  expect(cached.filter((name) => name.startsWith('jobs-attack-')).length).toBeGreaterThanOrEqual(2);
  expect(ran.length).toBeGreaterThan(0);
  expect(attacksIn()).toEqual(alone);
});

it.each([
  ['npm start', ['packages/nx-plugin/bin/bcos-start.js'], 'SIGINT', 130],
  ['bcos run', ['packages/nx-plugin/bin/bcos.js', 'run', 'jobs'], 'SIGTERM', 143],
  ['nx', ['node_modules/.bin/nx', ...attacks], 'SIGINT', 130],
] as const)(
  '%s ends all that it has started at a signal to it alone, and says how to go on',
  async (name, words, signal, code) => {
    forgetAttacks();
    // Its tasks would never end by themselves.
    const environment = {
      ...settings,
      NX_CACHE_DIRECTORY: '',
      BCOS_ATTACK_JOBS: '',
      LAUNCHER: `${settings.LAUNCHER} sleep 1000 #`,
    };
    const { mark, pid, ended } = startCommand(words, { folder: workspace.root, environment });
    await until(() => existsSync(log));
    process.kill(pid, signal);
    const { code: ending, said } = await ended;
    expect(ending).toBe(code);
    const speaker = name === 'nx' ? 'nx' : 'bcos';
    expect(said).toContain(`${speaker}: stopped by ${signal}; the same command continues\n`);
    expect(await endOfAll(mark)).toEqual([]);
  },
);
