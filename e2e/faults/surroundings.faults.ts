import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { circumstances } from './circumstances.js';
import { commands } from './commands.js';
import { faultsOfLastRun } from './resultOf.js';
import { startCommand, type CommandEnd } from './startedCommand.js';
import { shownLines } from './terminalText.js';
import { chance, openLedger, TRIES, triedOf } from './tries.js';
import { makeTriedInputs, triedFolder, triedInputs } from './triedRoot.js';
import { wholeRun } from './wholeRun.js';

makeTriedInputs();
const isRoot = process.getuid?.() === 0;
const tried = triedOf(Object.entries(commands), ['data']);
const sampled = ['a disk that fills up'];

it.each(tried)('%s ends with one line where it cannot be done, and can be done afterwards', async (title, command) => {
  const ledger = openLedger(`circumstances: ${title}`);
  const folder = triedFolder(`surroundings ${title}`);
  const words = [...command.words(triedInputs()), '--quiet'];
  const whole = await wholeRun(words, join(folder, `whole${command.ending ?? ''}`));
  for (const [kind, { begin, byRoot, harmless }] of triedOf(Object.entries(circumstances), sampled)) {
    if (byRoot === true && !isRoot) continue;
    for (let number = 0; number < (harmless === true ? 1 : (TRIES ?? 1)); number += 1) {
      const place = join(folder, 'place');
      mkdirSync(place);
      const begun = begin(place, chance('surroundings', title, kind, number));
      const call = [...words, '--out', join(begun.out ?? place, `out${command.ending ?? ''}`)];
      try {
        const end = await startCommand(call, begun.surroundings).ended;
        const faults = end.code === 0 ? [] : faultsOfRefusal(end, harmless === true);
        begun.lift?.();
        const again = end.code === 0 ? end : await startCommand(call).ended;
        faults.push(...faultsOfLastRun(join(begun.out ?? place, `out${command.ending ?? ''}`), whole.result, again));
        ledger.note({
          kind,
          faults,
          seen: { 'exit codes': String(end.code), said: shownLines(end.said).at(-1) ?? '' },
        });
      } finally {
        begun.end?.();
        rmSync(place, { recursive: true, force: true });
      }
    }
  }
  expect(ledger.show()).toEqual([]);
});

/** One line of a command's, and no result. */
function faultsOfRefusal({ code, said }: CommandEnd, mustBeDone: boolean): string[] {
  const lines = shownLines(said);
  const isOneLine = lines.length === 1 && /^bcos-[a-z]+: /.test(lines[0] ?? '');
  return [
    ...(mustBeDone ? [`it is not done: ${said}`] : []),
    ...(isOneLine && (code === 1 || code === 2) ? [] : [`it ends with ${code} and says ${said}`]),
  ];
}
