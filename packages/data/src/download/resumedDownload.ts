import { renameSync, rmSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReportProgress } from '@bcos-bench/cli';
import { Fault, reasonOf } from '@bcos-bench/vocabulary/fault';
import { Patience } from './patience.js';
import { receive } from './receive.js';

/** What to download, and where to. */
export interface Download {
  readonly address: string;
  /** The file to make; what has come so far is kept beside it, with `.part` behind its name. */
  readonly path: string;
  /** What the user can do where the download fails. */
  readonly remedy: string;
  readonly progress: ReportProgress;
  /** A server that sends more bytes than this sends another file: nothing of it is kept. */
  readonly maxBytes: number;
  /** Is called with the whole file before it takes its place; where it throws, nothing of the file is kept. */
  readonly accept: (file: string) => Promise<void>;
  /** Milliseconds before each new attempt; after that number of attempts in a row without a byte the download is given up. */
  readonly pauses?: readonly number[];
  /** Milliseconds without a byte after which a connection counts as broken. */
  readonly patience?: number;
}

const PAUSES = [1000, 2000, 4000];
const PATIENCE = 30_000;
const MEGABYTE = 1_000_000;
const PARTIAL_CONTENT = 206;
const RANGE_NOT_SATISFIABLE = 416;
const SERVER_ERROR = 500;

/**
 * Downloads a file, and goes on where it was after a broken connection, also one of an earlier run.
 * @throws Fault where the server refuses, the connection stays broken or the file cannot be written
 */
export async function resumedDownload(download: Download): Promise<void> {
  const { path, accept, pauses = PAUSES } = download;
  const part = `${path}.part`;
  let failures = 0;
  for (let from = sizeOf(part); ; from = sizeOf(part)) {
    const broken = await connection(download, part, from);
    if (broken === null) break;
    failures = sizeOf(part) > from ? 0 : failures + 1;
    if (failures > pauses.length) throw unreachable(download, broken);
    await sleep(pauses[Math.max(0, failures - 1)]);
  }
  try {
    await accept(part);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  renameSync(part, path);
}

/** One connection, from byte `from` on: null when the file is whole, otherwise what broke. @throws Fault that no retry mends */
async function connection(download: Download, part: string, from: number): Promise<unknown> {
  const { address, remedy, progress, maxBytes, patience = PATIENCE } = download;
  const clock = new Patience(patience);
  try {
    const response = await fetch(address, {
      headers: from > 0 ? { Range: `bytes=${from}-` } : {},
      signal: clock.signal,
    });
    // Nothing lies beyond that byte: the part is whole, or of another file, which `accept` finds out.
    if (response.status === RANGE_NOT_SATISFIABLE) return null;
    const answer = `the server answers ${response.status} ${response.statusText}`;
    if (response.status >= SERVER_ERROR) return new Error(answer);
    if (!response.ok || response.body === null) throw new Fault({ what: answer, where: address, remedy });
    // A server that ignores the range sends the file from its first byte.
    const start = response.status === PARTIAL_CONTENT ? from : 0;
    const total = start + Number(response.headers.get('content-length') ?? 0);
    await receive(response.body, part, start, (bytes) => {
      clock.heard();
      if (bytes > maxBytes) {
        rmSync(part, { force: true });
        throw new Fault({ what: `the server sends more than ${maxBytes} bytes`, where: address, remedy });
      }
      progress({ done: Math.floor(bytes / MEGABYTE), total: Math.ceil(total / MEGABYTE), unit: 'MB' });
    });
    return null;
  } catch (error) {
    if (error instanceof Fault) throw error;
    return error;
  } finally {
    clock.end();
  }
}

function unreachable({ address, remedy }: Download, broken: unknown): Fault {
  const cause = broken instanceof Error && broken.cause !== undefined ? broken.cause : broken;
  return new Fault({ what: `cannot be downloaded (${reasonOf(cause)})`, where: address, remedy }, { cause: broken });
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
