import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { commands } from './commands.js';
import { faultsOfLastRun } from './resultOf.js';
import { startCommand } from './startedCommand.js';
import { stop } from './stopped.js';
import { chance, openLedger, TRIES, triedOf } from './tries.js';
import { makeTriedInputs, triedFolder, triedInputs } from './triedRoot.js';
import { wholeRun } from './wholeRun.js';
import { ways } from './ways.js';

makeTriedInputs();
const tried = triedOf(Object.entries(commands), ['data', 'attack']);

it.each(tried)(
  '%s ends at a signal, and the rerun gives the same bytes',
  async (title, { name, words, ending = '' }) => {
    const ledger = openLedger(`signals: ${title}`);
    const folder = triedFolder(`signals ${title}`);
    const whole = await wholeRun(words(triedInputs()), join(folder, `whole${ending}`));
    for (const [kind, way] of waysFor(title)) {
      const says = new RegExp(`^${name}: .*stopped by ${way.signal}.*; the same command `);
      for (let number = 0; number < (TRIES ?? 1); number += 1) {
        const out = join(folder, `${kind} ${number}${ending}`);
        const call = [...words(triedInputs()), '--out', out];
        const after = chance('signals', title, kind, number)() * whole.milliseconds;
        const started = startCommand(call, { terminal: way.terminal });
        await setTimeout(after);
        const { seconds, code, lastLine, faults } = await stop(started, way, says);
        // A file that is there is not replaced.
        const last = code === 0 ? { code, said: '' } : await startCommand(call).ended;
        const again = faultsOfLastRun(out, whole.result, last);
        rmSync(out, { recursive: true, force: true });
        ledger.note({
          kind,
          faults: [...faults, ...again].map((fault) => `after ${after.toFixed(0)} ms: ${fault}`),
          seen: { 'slowest s': seconds, 'exit codes': String(code), 'last lines': lastLine },
        });
      }
    }
    expect(ledger.show()).toEqual([]);
  },
);

/** In a sample each command is stopped in one way, and the next one in the next. */
function waysFor(title: string) {
  const all = Object.entries(ways);
  const [own] = at(all, Object.keys(commands).indexOf(title) % all.length);
  return triedOf(all, [own]);
}
