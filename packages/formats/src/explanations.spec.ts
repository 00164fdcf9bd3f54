import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeArrow } from './arrow/arrowTable.js';
import { readExplanations, writeExplanations, type ExplainedPictures, type Explanations } from './explanations.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'explanations-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Arrays whose values tell which array they are of. */
function explained(mark: number, channels: number): ExplainedPictures {
  const numbers = (width: number, place: number): Float32Array =>
    Float32Array.from({ length: 2 * width }, (_, i) => mark + place + i / 65_536);
  return {
    prediction: Int32Array.of(mark, mark + 1),
    explainedClass: Int32Array.of(mark + 2, mark + 3),
    input: numbers(channels * 1024, 10),
    weights: numbers(channels * 1024, 20),
    contribution: numbers(1024, 30),
    picture: numbers(4096, 40),
  };
}

it.each([3, 6])('reads back pictures of %d channels, clean and attacked', (channels) => {
  const written: Explanations = {
    index: Int32Array.of(0, 5),
    label: Int32Array.of(1, 2),
    shape: [32, 32, channels],
    method: { name: 'smooth-grad', settings: { noise: 0.1, samples: 5 } },
    clean: explained(100, channels),
    attacked: explained(200, channels),
  };
  writeExplanations(folder, written);
  expect(readExplanations(folder)).toEqual(written);
});

it('reads back pictures that were not attacked', () => {
  const written: Explanations = {
    index: Int32Array.of(0, 5),
    label: Int32Array.of(1, 2),
    shape: [32, 32, 6],
    clean: explained(100, 6),
    attacked: null,
  };
  writeExplanations(folder, written);
  expect(readExplanations(folder)).toEqual(written);
});

it('is a fault where the method is no method', () => {
  writeArrow(join(folder, 'explanations.arrow'), {
    rows: 1,
    columns: new Map(['index', 'label'].map((name) => [name, { type: 'int32', width: 1, values: Int32Array.of(3) }])),
    metadata: new Map([['method', '{"name": 5}']]),
  });
  expect(() => readExplanations(folder)).toThrow(/explanations\.arrow: its metadata 'method' cannot be understood/);
});

it('is a fault where nothing was written', () => {
  expect(() => readExplanations(folder)).toThrow(
    /explanations\.arrow: cannot be read.*; explain again with bcos-explain/,
  );
});
