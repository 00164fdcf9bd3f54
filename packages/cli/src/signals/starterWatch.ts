import { Socket } from 'node:net';
import { workerData } from 'node:worker_threads';
import type { WatchedStarter } from './starterLink.js';
import { STOP_SIGNALS } from './stopSignal.js';

// The program of the thread that `joinStarter` starts. The main thread can compute for minutes without looking up; this one hears
// at once which signal is to be obeyed, and ends the process when whoever started it has gone, however that was.
if (!isWatchedStarter(workerData)) throw new TypeError('this is the program of a thread of a supervised process');
const { descriptor, wish } = workerData;
const starter = new Socket({ fd: descriptor, readable: true, writable: false });
starter.setEncoding('utf8');
starter.on('data', (text) => {
  const signal = STOP_SIGNALS.findIndex((known) => text.includes(known));
  if (signal >= 0) Atomics.store(wish, 0, 1 + signal);
});
starter.on('error', () => undefined);
starter.on('close', () => process.kill(process.pid, 'SIGKILL'));

function isWatchedStarter(data: unknown): data is WatchedStarter {
  return typeof data === 'object' && data !== null && 'descriptor' in data && 'wish' in data;
}
