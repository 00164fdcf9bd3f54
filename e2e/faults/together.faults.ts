import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { commands } from './commands.js';
import { faultsOfLastRun } from './resultOf.js';
import { startCommand, type CommandEnd } from './startedCommand.js';
import { shownLines } from './terminalText.js';
import { chance, openLedger, TRIES, triedOf } from './tries.js';
import { makeTriedInputs, triedFolder, triedInputs } from './triedRoot.js';
import { wholeRun } from './wholeRun.js';

makeTriedInputs();
const tried = triedOf(Object.entries(commands), []);

it.each(tried)('%s, run twice at once on one --out, ends right or says who is there', async (title, command) => {
  const ledger = openLedger(`two at once: ${title}`);
  const folder = triedFolder(`together ${title}`);
  const words = command.words(triedInputs());
  const whole = await wholeRun(words, join(folder, `whole${command.ending ?? ''}`));
  for (let number = 0; number < (TRIES ?? 1); number += 1) {
    const call = [...words, '--out', join(folder, `shared${command.ending ?? ''}`)];
    const first = startCommand(call);
    // Every other pair begins at the same moment.
    await setTimeout(number % 2 === 0 ? 0 : chance('together', title, number)() * whole.milliseconds);
    const ends = await Promise.all([first.ended, startCommand(call).ended]);
    const faults = [
      ...(ends.some(({ code }) => code === 0) ? [] : ['none of the two ends right']),
      ...ends.flatMap(faultsOfOne),
      ...faultsOfLastRun(join(folder, `shared${command.ending ?? ''}`), whole.result, { code: 0, said: '' }),
    ];
    ledger.note({
      kind: number % 2 === 0 ? 'at the same moment' : 'one after the other',
      faults,
      seen: { ends: endsInWords(ends) },
    });
    rmSync(join(folder, `shared${command.ending ?? ''}`), { recursive: true, force: true });
  }
  expect(ledger.show()).toEqual([]);
});

const WAITED =
  /another bcos-[a-z ]+ \(process \d+ on .*\) writes to it; wait until it has ended, or choose another --out$/;
/** A file that is there is not replaced, and the first has made it. */
const MADE = ': is there already; choose another --out, or replace it with --force';

function faultsOfOne({ code, said }: CommandEnd): string[] {
  if (code === 0) return [];
  const line = shownLines(said).at(-1) ?? '';
  const isRefused = (code === 1 && WAITED.test(line)) || (code === 2 && line.endsWith(MADE));
  return isRefused ? [] : [`one ends with ${code}: ${said}`];
}

function endsInWords(ends: readonly CommandEnd[]): string {
  return ends
    .map(({ code }) => code)
    .sort()
    .join(' and ');
}
