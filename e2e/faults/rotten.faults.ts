import { readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { partialFolder, resumeFolder } from '@bcos-bench/cli';
import { at } from '@bcos-bench/vocabulary';
import { commands } from './commands.js';
import { runFuzzer } from './fuzzer.js';
import { faultsOfLastRun } from './resultOf.js';
import { startCommand } from './startedCommand.js';
import { chance, openLedger, TRIES, triedOf } from './tries.js';
import { makeTriedInputs, triedFolder, triedInputs } from './triedRoot.js';
import { send } from './ways.js';
import { wholeRun } from './wholeRun.js';

makeTriedInputs();

/** Those whose folders others read. */
const nodes = Object.entries(commands).filter(([, { ending }]) => ending === undefined);

it('every file that stages hand on is detected where it is rotten, or harmless', async () => {
  const folder = triedFolder('rotten nodes');
  for (const [title, { words }] of nodes) await wholeRun(words(triedInputs()), join(folder, title));
  expect(await runFuzzer('flips', [folder, '--count', String(20 * (TRIES ?? 1)), '--small', '8000'])).toBe(0);
});

/** Those that keep something of what they have done. */
const resumed = Object.entries(commands).filter(([title]) => ['train', 'attack', 'autoattack'].includes(title));

it.each(triedOf(resumed, []))('%s goes on to the same bytes from a rotten state', async (title, command) => {
  const ledger = openLedger(`a rotten state: ${title}`);
  const folder = triedFolder(`rotten ${title}`);
  const words = command.words(triedInputs());
  const whole = await wholeRun(words, join(folder, `whole${command.ending ?? ''}`));
  const out = join(folder, `rotten${command.ending ?? ''}`);
  for (let number = 0; number < (TRIES ?? 1); number += 1) {
    const draw = chance('rotten', title, number);
    const started = startCommand([...words, '--out', out]);
    await setTimeout((0.3 + 0.6 * draw()) * whole.milliseconds);
    // It saves what it has done; a SIGKILL would mostly come before anything is saved.
    send(started.pid, 'SIGTERM');
    await started.ended;
    const files = [resumeFolder(out), partialFolder(out)].flatMap(filesIn);
    const kind = files.length === 0 ? 'nothing was kept' : spoil(at(files, Math.floor(draw() * files.length)), draw);
    const faults = faultsOfLastRun(out, whole.result, await startCommand([...words, '--out', out]).ended);
    rmSync(out, { recursive: true, force: true });
    ledger.note({ kind, faults: faults.map((fault) => `number ${number}: ${fault}`) });
  }
  expect(ledger.show()).toEqual([]);
});

function filesIn(folder: string): string[] {
  try {
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path));
    return paths.filter((path) => statSync(path).isFile());
  } catch {
    return [];
  }
}

/** Flips bits of a byte, or cuts the file off. @returns which */
function spoil(path: string, draw: () => number): string {
  const bytes = readFileSync(path);
  const place = Math.floor(draw() * bytes.length);
  if (bytes.length === 0 || draw() < 0.5) {
    truncateSync(path, place);
    return 'cut off';
  }
  bytes[place] = at(bytes, place) ^ (1 + Math.floor(draw() * 255));
  writeFileSync(path, bytes);
  return 'a byte changed';
}
