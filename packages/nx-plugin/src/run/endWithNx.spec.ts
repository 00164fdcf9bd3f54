import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, it, vi } from 'vitest';
import { endWithNx, NX_PROCESS } from './endWithNx.js';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Signals that this process was sent, other than the question whether a process is there. */
function sent(): unknown[][] {
  const kill = process.kill.bind(process);
  const calls: unknown[][] = [];
  vi.spyOn(process, 'kill').mockImplementation((pid, signal) => {
    if (signal === 0) return kill(pid, 0);
    calls.push([pid, signal]);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  return calls;
}

async function sleeping(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], { stdio: 'ignore' });
  await once(child, 'spawn');
  return child;
}

it('gets SIGTERM, once, when Nx has gone', async () => {
  const nx = await sleeping();
  const signals = sent();
  endWithNx({ [NX_PROCESS]: String(nx.pid) });
  vi.advanceTimersByTime(5000);
  expect(signals).toEqual([]);
  nx.kill('SIGKILL');
  await once(nx, 'exit');
  vi.advanceTimersByTime(5000);
  expect(signals).toEqual([[process.pid, 'SIGTERM']]);
});

it('gets it when its parent has gone, where Nx has not said its number', () => {
  const signals = sent();
  const parent = vi.spyOn(process, 'ppid', 'get').mockReturnValue(7);
  endWithNx({});
  vi.advanceTimersByTime(5000);
  expect(signals).toEqual([]);
  parent.mockReturnValue(1);
  vi.advanceTimersByTime(5000);
  expect(signals).toEqual([[process.pid, 'SIGTERM']]);
});
