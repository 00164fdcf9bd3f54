import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { exitCode, type ProcessEnd } from '@bcos-bench/cli';
import { at, shellWord } from '@bcos-bench/vocabulary';
import { markedEnvironment } from './marked.js';

/** How a command ended. */
export interface CommandEnd {
  /** As shells have it: 128 and a signal's number where a signal ended it. */
  readonly code: number;
  /** What it wrote to both streams. */
  readonly said: string;
}

/** A command that runs, in a session of its own. */
export interface StartedCommand {
  /** Found in the environment of all processes that it starts: see `processesOf`. */
  readonly mark: string;
  /** The process that was started first. */
  readonly pid: number;
  /** What a user presses reaches the terminal, if there is one. */
  readonly press: (key: string) => void;
  readonly ended: Promise<CommandEnd>;
}

/** Where and how a command runs. */
export interface CommandSurroundings {
  readonly folder?: string;
  /** What is set besides this process's own environment, and what is unset. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Whether it has a terminal: that of util-linux's `script`. */
  readonly terminal?: boolean;
  /** What goes before the command, such as `nice`. */
  readonly launcher?: readonly string[];
}

/** Starts a program of Node's. */
export function startCommand(
  words: readonly string[],
  { folder, environment = {}, terminal = false, launcher = [] }: CommandSurroundings = {},
): StartedCommand {
  const command = [...launcher, process.execPath, ...words];
  const all = terminal
    ? ['script', '--quiet', '--return', '--flush', '--command', `exec ${command.map(shellWord).join(' ')}`, '/dev/null']
    : command;
  const { mark, env } = markedEnvironment(environment);
  const child = spawn(at(all, 0), all.slice(1), { cwd: folder, env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  child.stdin.on('error', () => undefined);
  const ended = once(child, 'close').then((end) => ({ code: exitCode(end as unknown as ProcessEnd), said }));
  return { mark, pid: child.pid ?? 0, press: (key) => void child.stdin.write(key), ended };
}
