import { expect, it } from 'vitest';
import { normaliserFile } from '../testing/normaliserFile.fixture.js';
import { statedByArrays, type FileStatement } from './statedNormaliser.js';

const half = { mean: { numbers: [0.5, 0.5, 0.5] }, std: { numbers: [0.5, 0.5, 0.5] } };
const quarter = { mean: { numbers: [0.25, 0.25, 0.25] }, std: { numbers: [0.5, 0.5, 0.5] } };
const idle = { mean: { numbers: [0, 0, 0] }, std: { numbers: [1, 1, 1] } };

/** What normalisers state, one wrapping inside another; `levels` has the numbers of modules. */
function stated(...levels: readonly Parameters<typeof normaliserFile>[0][]): FileStatement {
  const { file, arrays } = normaliserFile(Object.fromEntries(levels.flatMap((modules) => Object.entries(modules))));
  const ofLevel = levels.map((modules) => arrays.filter(({ names: [name] }) => name.replace('.mean', '') in modules));
  return statedByArrays(file, ofLevel, 3);
}

it('states nothing without arrays', () => {
  expect(stated()).toEqual({ kind: 'silent' });
});

it('states the only one, and one of two that are the same', () => {
  const normaliser = { constants: { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] }, detail: 'a.mean, a.std' };
  expect(stated({ a: half })).toEqual({ kind: 'stated', normaliser });
  expect(stated({ a: half, b: half })).toEqual({ kind: 'stated', normaliser });
});

it('states that images stay as they are where the only one changes nothing', () => {
  const normaliser = { constants: null, detail: 'a.mean, a.std' };
  expect(stated({ a: idle })).toEqual({ kind: 'stated', normaliser });
});

it('passes over one that changes nothing beside one that does', () => {
  expect(stated({ a: idle }, { b: half })).toMatchObject({ kind: 'stated', normaliser: { detail: 'b.mean, b.std' } });
});

it.each([
  ['other numbers', [{ a: half, b: quarter }]],
  ['the same one inside the other', [{ a: half }, { b: half }]],
])('cannot know what two of %s do', (_, levels) => {
  const found = stated(...levels);
  expect(found.kind === 'unclear' ? found.what : found.kind).toContain('two normalisers, a.mean, a.std (mean 0.5');
});
