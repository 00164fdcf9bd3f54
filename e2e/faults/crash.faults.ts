import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { commands } from './commands.js';
import { kills } from './kills.js';
import { endOfAll } from './marked.js';
import { faultsOfLastRun, largeFilesIn, resultAt } from './resultOf.js';
import { startCommand } from './startedCommand.js';
import { chance, openLedger, TRIES, triedOf } from './tries.js';
import { makeTriedInputs, triedFolder, triedInputs } from './triedRoot.js';
import { wholeRun } from './wholeRun.js';

makeTriedInputs();
const tried = triedOf(Object.entries(commands), ['train']);
/** So often is a run killed before it may go on to its end. */
const KILLS_PER_RUN = 5;

it.each(tried)(
  '%s, killed at any moment, leaves no half result, and goes on to the same bytes',
  async (title, command) => {
    const ledger = openLedger(`SIGKILL: ${title}`);
    const folder = triedFolder(`crash ${title}`);
    const words = command.words(triedInputs());
    const whole = await wholeRun(words, join(folder, `whole${command.ending ?? ''}`));
    const [out, temporary] = [join(folder, `killed${command.ending ?? ''}`), join(folder, 'temporary')];
    const environment = { TMPDIR: temporary };
    for (let number = 0; number < (TRIES ?? 2); number += 1) {
      if (number % KILLS_PER_RUN === 0) mkdirSync(temporary);
      const draw = chance('crash', title, number);
      const [after, [kind, kill]] = [draw() * whole.milliseconds, at(kills, Math.floor(draw() * kills.length))];
      const started = startCommand([...words, '--out', out], { environment });
      await setTimeout(after);
      kill(started);
      const left = await endOfAll(started.mark);
      const found = resultAt(out);
      const faults = [
        ...left.map((process) => `${process.words} still runs`),
        ...(found === null || isDeepStrictEqual(found, whole.result) ? [] : ['it leaves half a result']),
      ];
      if (number % KILLS_PER_RUN === KILLS_PER_RUN - 1 || number === (TRIES ?? 2) - 1) {
        faults.push(
          ...faultsOfLastRun(out, whole.result, await startCommand([...words, '--out', out], { environment }).ended),
        );
        faults.push(...largeFilesIn(temporary).map((file) => `${file} of more than a megabyte is left`));
        for (const path of [out, temporary]) rmSync(path, { recursive: true, force: true });
      }
      ledger.note({ kind, faults: faults.map((fault) => `number ${number}, after ${after.toFixed(0)} ms: ${fault}`) });
    }
    expect(ledger.show()).toEqual([]);
  },
);
