// What the fuzzers of this folder have in common: attempts are made in a child, which says a line of JSON about each, and which one of
// them may end.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { clearTimeout, setTimeout } from 'node:timers';

/**
 * Runs a child up to its end; it is killed where it is silent for too long.
 * @param {readonly string[]} words Node's flags, the program and its words
 * @param {{ firstMilliseconds: number, hangMilliseconds: number, stderr: 'ignore' | 'inherit' | 'pipe', env?: NodeJS.ProcessEnv }} options
 *   how long it may be silent, before its first line and later
 * @returns what it said, how it ended if not by itself, and its errors where `stderr` is `pipe`
 */
export async function linesOfChild(words, { firstMilliseconds, hangMilliseconds, stderr, env = process.env }) {
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', stderr], env });
  if (child.stdout === null) throw new Error('a pipe was asked for');
  let errors = '';
  child.stderr?.on('data', (text) => (errors += text));
  let ended = 'crash';
  const hang = () => {
    ended = 'hang';
    child.kill('SIGKILL');
  };
  let watch = setTimeout(hang, firstMilliseconds);
  const closed = new Promise((resolve) => child.on('close', resolve));
  const said = [];
  for await (const line of createInterface({ input: child.stdout })) {
    clearTimeout(watch);
    watch = setTimeout(hang, hangMilliseconds);
    said.push(JSON.parse(line));
  }
  clearTimeout(watch);
  await closed;
  return { said, ended, errors };
}

/**
 * Makes `count` attempts on spoilt files; where one ends the child, it is wrong, and another child goes on with the next.
 * @param {number} count
 * @param {(begin: number) => ReturnType<typeof linesOfChild>} from runs a child from an attempt on
 */
export async function attemptsOf(count, from) {
  const attempts = [];
  while (attempts.length < count) {
    const { said, ended } = await from(attempts.length);
    attempts.push(...said);
    if (attempts.length >= count) break;
    const number = attempts.length;
    attempts.push({ kind: `(${ended})`, number, outcome: 'wrong', message: ended, milliseconds: 0, megabytes: 0 });
  }
  return attempts;
}

/** Prints a row for each kind of damage, one for all, and the first attempts that went wrong. */
export function showAttempts(attempts, seed) {
  const columns = ['tried', 'refused', 'read', 'wrong', 'ms', 'MB'];
  const row = (title, cells) => console.log([title.padEnd(40), ...cells.map((cell) => cell.padStart(8))].join(''));
  row('kind', columns);
  const kinds = [...new Set(attempts.map(({ kind }) => kind))].sort();
  for (const kind of [...kinds, 'all']) {
    const tried = kind === 'all' ? attempts : attempts.filter((one) => one.kind === kind);
    const outcomes = ['refused', 'read', 'wrong'].map(
      (outcome) => tried.filter((one) => one.outcome === outcome).length,
    );
    const numbers = [tried.length, ...outcomes, highest(tried, 'milliseconds'), highest(tried, 'megabytes')];
    row(
      kind,
      numbers.map((number) => number.toFixed(0)),
    );
  }
  for (const { kind, number, message } of attempts.filter(({ outcome }) => outcome === 'wrong').slice(0, 20)) {
    console.log(`wrong: --seed ${seed}, number ${number}, ${kind}: ${message}`);
  }
}

/** The largest of a number of the attempts. */
export function highest(attempts, key) {
  return attempts.reduce((most, one) => Math.max(most, one[key]), 0);
}
