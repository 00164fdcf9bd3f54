// One measurement: processes that each say `ready` after their first steps, begin together, and print a line of JSON.
import { spawn } from 'node:child_process';
import process from 'node:process';
import { createInterface } from 'node:readline';

/**
 * Runs `command NETWORK BATCH STEPS` as `processes` processes of `threads` threads.
 * @returns the picture-steps a second of all together, the largest peak memory, and the slowest start; null where one failed
 */
export async function measure(command, { network, batch, steps, processes, threads }) {
  const running = Array.from({ length: processes }, () => start([...command, network, batch, steps], threads));
  const ready = await Promise.all(running.map(({ nextLine }) => nextLine()));
  const alive = ready.every((line) => line !== null);
  for (const { child } of running) child.stdin.end(alive ? 'go\n' : '');
  const lines = await Promise.all(running.map(({ nextLine }) => nextLine()));
  await Promise.all(running.map(({ ended }) => ended));
  if (!alive || lines.some((line) => line === null)) return null;
  const seen = lines.map((line) => JSON.parse(line));
  return {
    rate: seen.reduce((sum, { rate }) => sum + rate, 0),
    megabytes: Math.max(...seen.map(({ megabytes }) => megabytes)),
    seconds: Math.max(...seen.map(({ seconds }) => seconds)),
  };
}

function start([program, ...words], threads) {
  const environment = { ...process.env, BENCH_THREADS: `${threads}`, OMP_NUM_THREADS: `${threads}` };
  const child = spawn(program, words.map(String), { env: environment, stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => {
    child.on('close', resolve);
    child.on('error', resolve);
  });
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async () => {
    const { done, value } = await Promise.race([lines.next(), ended.then(() => ({ done: true }))]);
    return done ? null : value;
  };
  return { child, ended, nextLine };
}
