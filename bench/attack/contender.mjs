// A contender of throughput.mjs: processes that each say `ready` after their first steps, and then measure at each `go`, all
// together, and print a line of JSON.
import { spawn } from 'node:child_process';
import process from 'node:process';
import { createInterface } from 'node:readline';

/**
 * @typedef {object} Size what a contender is started with
 * @property {string} network
 * @property {number} batch
 * @property {number} steps
 * @property {number} processes
 * @property {number} threads of each
 *
 * @typedef {{ rate: number, megabytes: number, seconds: number }} Measurement
 */

/**
 * Starts `command NETWORK BATCH STEPS` as `processes` processes of `threads` threads. `measure` gives the image-steps a second
 * of all together, the largest peak memory and the slowest start; between measurements they wait, and take no time.
 * @param {string[]} command
 * @param {Size} size
 * @returns {Promise<{ measure: () => Promise<Measurement>, end: () => Promise<void> } | null>} null where a process failed
 */
export async function startContender(command, { network, batch, steps, processes, threads }) {
  const running = Array.from({ length: processes }, () =>
    start([...command, network, `${batch}`, `${steps}`], threads),
  );
  const end = async () => {
    for (const { child } of running) child.stdin.end();
    await Promise.all(running.map(({ ended }) => ended));
  };
  const lines = () => Promise.all(running.map(({ nextLine }) => nextLine()));
  const measure = async () => {
    for (const { child } of running) child.stdin.write('go\n');
    const seen = (await lines()).map((line) => JSON.parse(line ?? 'null'));
    if (seen.includes(null)) throw new Error(`${command.join(' ')} ended at ${network}, batch ${batch}`);
    return {
      rate: seen.reduce((sum, { rate }) => sum + rate, 0),
      megabytes: Math.max(...seen.map(({ megabytes }) => megabytes)),
      seconds: Math.max(...seen.map(({ seconds }) => seconds)),
    };
  };
  if ((await lines()).every((line) => line !== null)) return { measure, end };
  await end();
  return null;
}

/**
 * @param {string[]} command
 * @param {number} threads
 */
function start([program, ...words], threads) {
  const environment = { ...process.env, BENCH_THREADS: `${threads}`, OMP_NUM_THREADS: `${threads}` };
  const child = spawn(program, words, { env: environment, stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => {
    child.on('close', resolve);
    child.on('error', resolve);
  });
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async () => {
    const next = await Promise.race([lines.next(), ended.then(() => null)]);
    return next === null || next.done ? null : next.value;
  };
  return { child, ended, nextLine };
}
