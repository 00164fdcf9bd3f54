import { describe, expect, it, vi } from 'vitest';
import { only } from '@bcos-bench/vocabulary';
import { openJobPool } from './jobPool.js';
import type { JobProcess } from './jobProcess.js';
import type { JobRequest } from './jobRequest.js';

/** Processes that note what happens to them; a job is done when `finish` is called, lost with `lose`. */
function fakeProcesses() {
  const log: string[] = [];
  const running = new Map<string, { finish: () => void; lose: () => void }>();
  let started = 0;
  const start = (): JobProcess => {
    started += 1;
    const name = `process ${started}`;
    log.push(`start ${name}`);
    let end: (code: number) => void = () => undefined;
    const ended = new Promise<number>((resolve) => (end = resolve));
    return {
      compute: (words, hear) =>
        new Promise((resolve) => {
          const job = only(words);
          log.push(`${name} computes ${job}`);
          running.set(job, {
            finish: () => {
              hear({ exit: 0 });
              resolve(true);
            },
            lose: () => {
              end(137);
              hear({ lost: { code: 137, shared: false } });
              resolve(false);
            },
          });
        }),
      stop: () => void log.push(`stop ${name}`),
      release: () => {
        log.push(`release ${name}`);
        end(0);
      },
      ended,
    };
  };
  return { log, start, running };
}

const request = (job: string, network: string, environment: Record<string, string> = {}): JobRequest => ({
  token: '',
  command: { words: ['attack'], environment, folder: '/' },
  network,
  job: [job],
});

describe('a pool of processes', () => {
  const open = (patience = 60_000) => {
    const fake = fakeProcesses();
    const pool = openJobPool(patience, fake.start);
    const ask = (...parts: Parameters<typeof request>) =>
      pool.compute(request(...parts), () => undefined, new AbortController().signal);
    const whole = async (...parts: Parameters<typeof request>) => {
      const done = ask(...parts);
      fake.running.get(parts[0])?.finish();
      await done;
    };
    return { ...fake, pool, ask, whole };
  };

  it('gives a job to an idle process, rather to one that has its network, and starts one where none idles', async () => {
    const { log, ask, whole, running } = open();
    const first = ask('1', 'a');
    await whole('2', 'b');
    running.get('1')?.finish();
    await first;
    await whole('3', 'b');
    await whole('4', 'a');
    await whole('5', 'c');
    expect(log).toEqual([
      'start process 1',
      'process 1 computes 1',
      'start process 2',
      'process 2 computes 2',
      'process 2 computes 3',
      'process 1 computes 4',
      'process 2 computes 5',
    ]);
  });

  it('lets an idle process of another environment make room', async () => {
    const { log, whole } = open();
    await whole('1', 'a');
    await whole('2', 'a', { TF_NUM_INTRAOP_THREADS: '2' });
    expect(log.slice(2)).toEqual(['release process 1', 'start process 2', 'process 2 computes 2']);
  });

  it('never asks a process again that was lost', async () => {
    const { log, ask, whole, running } = open();
    const lost = ask('1', 'a');
    running.get('1')?.lose();
    await lost;
    await whole('2', 'a');
    expect(log.slice(2)).toEqual(['start process 2', 'process 2 computes 2']);
  });

  it('stops the process of a task that is gone', async () => {
    const { log, pool, running } = open();
    const gone = new AbortController();
    const computed = pool.compute(request('1', 'a'), () => undefined, gone.signal);
    gone.abort();
    running.get('1')?.lose();
    await computed;
    await pool.compute(request('2', 'a'), () => undefined, AbortSignal.abort());
    expect(log).toEqual(['start process 1', 'process 1 computes 1', 'stop process 1']);
  });

  it('lets idle processes end after a while, and at its own end', async () => {
    vi.useFakeTimers();
    try {
      const { log, pool, ask, whole, running } = open(1000);
      const first = ask('1', 'a');
      await whole('2', 'b');
      running.get('1')?.finish();
      await first;
      await vi.advanceTimersByTimeAsync(999);
      expect(log.filter((line) => line.startsWith('release'))).toEqual([]);
      await vi.advanceTimersByTimeAsync(1);
      expect(log.filter((line) => line.startsWith('release'))).toEqual(['release process 2', 'release process 1']);
      await whole('3', 'a');
      pool.close();
      expect(log.at(-1)).toBe('release process 3');
    } finally {
      vi.useRealTimers();
    }
  });
});
