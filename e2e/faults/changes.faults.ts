import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { copyBuiltWorkspace } from '../builtCopy.js';
import { bytesIn } from '../resultBytes.js';
import { PIPELINE, smallChanges, writeGivenNetwork } from './smallChanges.js';
import { startCommand } from './startedCommand.js';
import { chance, openLedger, TRIES } from './tries.js';

const workspace = copyBuiltWorkspace({});
const results = join(workspace.root, 'out/small');
const settings = { NX_CACHE_DIRECTORY: '', PIPELINE: 'small', TRAIN: '', TEST: '', LIMIT: '', EPOCHS: '' };
const keptFolders = ['.nx', 'out'].map((name) => ({
  kept: join(workspace.root, name),
  aside: join(workspace.root, `${name}-aside`),
}));

beforeAll(() => {
  writeFileSync(join(workspace.root, 'pipelines/small.yaml'), PIPELINE);
  writeGivenNetwork(workspace.root, 3);
});
afterAll(() => workspace.remove());

/** Runs the pipeline. @returns what is wrong; nothing where the list is empty */
async function run(environment: Readonly<Record<string, string>>): Promise<string[]> {
  const words = ['node_modules/.bin/nx', 'run-many', '-t', 'report', '--outputStyle=stream'];
  const { code, said } = await startCommand(words, {
    folder: workspace.root,
    environment: { LAUNCHER: '', ...settings, ...environment },
  }).ended;
  return code === 0 ? [] : [`a run ends with ${code}: ${said.slice(-2000)}`];
}

/** What the pipeline makes with an empty cache; the cache and the results are as before afterwards. */
async function fromNothing(environment: Readonly<Record<string, string>>) {
  for (const { kept, aside } of keptFolders) renameSync(kept, aside);
  try {
    return { faults: await run(environment), bytes: bytesIn(results) };
  } finally {
    for (const { kept, aside } of keptFolders) {
      if (existsSync(kept)) rmSync(kept, { recursive: true });
      renameSync(aside, kept);
    }
  }
}

it('a rerun after any change makes what a run from an empty cache makes', async () => {
  const ledger = openLedger('a single change');
  /** What is otherwise now. */
  const made = new Map<string, () => void>();
  expect(await run({})).toEqual([]);
  for (let number = 0; number < (TRIES ?? 1); number += 1) {
    const draw = chance('changes', number);
    const [what, change] = at(Object.entries(smallChanges), Math.floor(draw() * Object.keys(smallChanges).length));
    const takeBack = made.get(what);
    if (takeBack === undefined) made.set(what, change.make?.(workspace.root) ?? (() => undefined));
    else {
      takeBack();
      made.delete(what);
    }
    const environment = Object.fromEntries(
      [...made.keys()].flatMap((name) => Object.entries(smallChanges[name]?.environment ?? {})),
    );
    const faults = await run(environment);
    const rerun = bytesIn(results);
    const whole = await fromNothing(environment);
    const all = [
      ...faults,
      ...whole.faults,
      ...(isDeepStrictEqual(rerun, whole.bytes) ? [] : [`other bytes: ${differing(rerun, whole.bytes).join(', ')}`]),
    ];
    ledger.note({
      kind: change.kind,
      faults: all.map(
        (fault) => `number ${number}, ${what} ${takeBack === undefined ? 'changed' : 'taken back'}: ${fault}`,
      ),
      seen: { what },
    });
  }
  expect(ledger.show()).toEqual([]);
});

function differing(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((path) => a[path] !== b[path]);
}
