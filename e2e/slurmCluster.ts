import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';

/** A Slurm of one node, this machine, and what a user and an administrator do to its jobs. */
export interface SlurmCluster {
  /** Where its configuration is, for SLURM_CONF. */
  readonly conf: string;
  /** The number of a job, once it runs. */
  readonly running: (name: string) => Promise<string>;
  readonly cancel: (job: string) => void;
  /** Moves the end that the job's time limit sets to this moment. */
  readonly endItsTime: (job: string) => void;
  readonly killNodeDaemon: () => void;
  readonly startNodeDaemon: () => Promise<void>;
  readonly stop: () => void;
}

/** Starts it with `e2e/slurm/start.sh`: a few seconds. */
export function startSlurm(): SlurmCluster {
  const folder = mkdtempSync(join(tmpdir(), 'slurm-'));
  const conf = join(folder, 'slurm.conf');
  const env = { ...process.env, SLURM_CONF: conf };
  const call = (program: string, ...words: string[]): string => execFileSync(program, words, { env, encoding: 'utf8' });
  // What a daemon inherits it keeps open, so nothing here waits for its output.
  const start = (program: string, ...words: string[]): void => {
    execFileSync(program, words, { env, stdio: 'ignore' });
  };
  start(join(import.meta.dirname, 'slurm/start.sh'), folder);
  return {
    conf,
    running: (name) =>
      vi.waitFor(
        () => {
          const job = call('squeue', '--noheader', `--name=${name}`, '--states=RUNNING', '--format=%A').trim();
          if (job === '') throw new Error(`${name} does not run yet`);
          return job;
        },
        { timeout: 60_000, interval: 200 },
      ),
    cancel: (job) => {
      call('scancel', job);
    },
    endItsTime: (job) => {
      call('scontrol', 'update', `JobId=${job}`, 'EndTime=now');
    },
    killNodeDaemon: () => {
      process.kill(Number(readFileSync(join(folder, 'slurmd.pid'), 'utf8')), 'SIGKILL');
    },
    startNodeDaemon: async () => {
      start('slurmd');
      await vi.waitFor(
        () => {
          if (!call('sinfo', '--noheader', '--format=%t').startsWith('idle')) throw new Error('the node is not idle');
        },
        { timeout: 60_000, interval: 200 },
      );
    },
    stop: () => {
      call(join(import.meta.dirname, 'slurm/stop.sh'), folder);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
