import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { copyBuiltWorkspace } from '../builtCopy.js';
import { bytesIn } from '../resultBytes.js';
import { launchers, runners } from './nxRunners.js';
import { startCommand } from './startedCommand.js';
import { stop } from './stopped.js';
import { chance, openLedger, TRIES } from './tries.js';
import { ways } from './ways.js';

const PIPELINE = `title: Small
data: { dataset: shapes, train: 256, test: 64 }
networks:
  resnet8: { title: ResNet-8, train: { arch: resnet8, epochs: 2 } }
attacks:
  - { norm: linf, eps: [4/255, 8/255], steps: [30], keep: 8 }
explanations:
  - { network: resnet8, attack: { norm: linf, eps: 8/255, steps: 30 }, limit: 8, method: smooth-grad }
report:
  tables:
    - { id: table-1, title: Small, norm: linf, eps: [4/255, 8/255], steps: [30], rows: [{ network: resnet8 }] }
  figures: []
`;
const workspace = copyBuiltWorkspace({});
const results = join(workspace.root, 'out/small');
let whole: Readonly<Record<string, string>> = {};
let milliseconds = 0;

const start = (words: readonly string[], environment: Readonly<Record<string, string>>, terminal = false) =>
  startCommand(words, {
    ...{ folder: workspace.root, terminal },
    environment: { NX_CACHE_DIRECTORY: '', PIPELINE: 'small', TRAIN: '256', TEST: '64', ...environment },
  });

/** As in a clone that has run nothing; Nx knows its own cache by what lies in `.nx`. */
function forgetRuns(): void {
  for (const folder of ['.nx', 'out']) rmSync(join(workspace.root, folder), { recursive: true, force: true });
}

beforeAll(async () => {
  writeFileSync(join(workspace.root, 'pipelines/small.yaml'), PIPELINE);
  const { words } = runners['nx run-many'] ?? {};
  if (words === undefined) throw new Error('Nx is a runner');
  const run = async () => (await start(words(workspace.root), { LAUNCHER: '' }).ended).code;
  // The first compiles what has changed.
  expect(await run()).toBe(0);
  forgetRuns();
  const began = performance.now();
  expect(await run()).toBe(0);
  milliseconds = performance.now() - began;
  whole = bytesIn(results);
});
afterAll(() => workspace.remove());

it.each(Object.entries(runners))('a pipeline run by %s ends at a signal', async (title, { words, codes }) => {
  const ledger = openLedger(`signals: ${title}`);
  for (let number = 0; number < (TRIES ?? 1); number += 1) {
    // The numbers of both have no divisor in common: one after the other, all pairs come.
    const [launched, variables] = inTurn(launchers, number);
    const [kind, way] = inTurn(ways, number);
    forgetRuns();
    const after = chance('nx', title, number)() * milliseconds;
    const started = start(words(workspace.root), variables, way.terminal);
    await setTimeout(after);
    const expected = { ...way, codes: way.codes === null ? null : codes[way.signal] };
    const { seconds, code, lastLine, faults } = await stop(started, expected, /./);
    const again = await start(words(workspace.root), variables).ended;
    const all = [
      ...faults,
      ...(again.code === 0 ? [] : [`run again, it ends with ${again.code}: ${again.said}`]),
      ...(isDeepStrictEqual(bytesIn(results), whole) ? [] : ['run again, it makes other bytes']),
    ];
    ledger.note({
      kind: `${launched}, ${kind}`,
      faults: all.map((fault) => `number ${number}, after ${after.toFixed(0)} ms: ${fault}`),
      seen: { 'slowest s': seconds, 'exit codes': String(code), 'last lines': lastLine },
    });
  }
  expect(ledger.show()).toEqual([]);
});

function inTurn<T>(named: Readonly<Record<string, T>>, number: number): readonly [string, T] {
  const all = Object.entries(named);
  return at(all, number % all.length);
}
