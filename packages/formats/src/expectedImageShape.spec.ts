import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { UsageFault } from '@bcos-bench/vocabulary';
import { expectedImageShape } from './expectedImageShape.js';
import { writeJson } from './json.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shape-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it("is the data's, else the flag's, else the usual one", () => {
  expect(expectedImageShape(folder, undefined)).toEqual([32, 32, 3]);
  expect(expectedImageShape(folder, '28x30x1')).toEqual([28, 30, 1]);
  const splits = { train: { count: 0, shards: [] }, test: { count: 0, shards: [] } };
  const about = { name: 'pets', classes: ['cat', 'dog'], shape: [64, 64, 3], splits };
  writeJson(join(folder, 'dataset.json'), { ...about, channelMean: [0, 0, 0], channelStd: [1, 1, 1] });
  expect(expectedImageShape(folder, '28x30x1')).toEqual([64, 64, 3]);
});

it.each(['28', '28x28', '28x28x2', '0x28x1', '28x28x1x1', 'ax2x1', ''])('refuses %j', (text) => {
  expect(() => expectedImageShape(folder, text)).toThrow(UsageFault);
  expect(() => expectedImageShape(folder, text)).toThrow(`--image-shape: '${text}' is not a shape of images`);
});
