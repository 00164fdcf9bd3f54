import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

const MARK = 'BCOS_TRIED';

/** This process's environment with a mark of its own, which all processes inherit that are started with it. */
export function markedEnvironment(changed: Readonly<Record<string, string | undefined>>) {
  const mark = `${MARK}=${randomUUID()}`;
  const env = { ...process.env, ...changed, [MARK]: mark.slice(MARK.length + 1) };
  return { mark, env };
}

/** A process, and the words it was started with. */
export interface MarkedProcess {
  readonly pid: number;
  readonly words: string;
}

/** The processes that live and have the mark, wherever they hang, the youngest last. */
export function processesOf(mark: string): MarkedProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => a - b)
    .filter((pid) => listIn(pid, 'environ').includes(mark))
    .map((pid) => ({ pid, words: listIn(pid, 'cmdline').join(' ') }));
}

/** Empty where the process has ended, also where nobody has waited for it. */
function listIn(pid: number, file: 'environ' | 'cmdline'): string[] {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
      .split('\0')
      .filter((word) => word !== '');
  } catch {
    return [];
  }
}

/** Milliseconds after which a process is held to go on for ever. */
const NEVER = 20_000;

/** Waits until all processes of a mark have ended. @returns those that go on for ever, which are killed */
export async function endOfAll(mark: string): Promise<MarkedProcess[]> {
  const until = performance.now() + NEVER;
  for (;;) {
    const left = processesOf(mark);
    if (left.length === 0) return [];
    if (performance.now() > until) {
      for (const { pid } of left) process.kill(pid, 'SIGKILL');
      return left;
    }
    await setTimeout(20);
  }
}
