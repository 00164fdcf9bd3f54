import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readArrow, writeArrow } from './arrowTable.js';

const folder = mkdtempSync(join(tmpdir(), 'arrow-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('writeArrow', () => {
  it('keeps columns apart that share memory', () => {
    const path = join(folder, 'shared.arrow');
    const shared = Int32Array.of(1, 2, 3, 4);
    const floats = Float32Array.of(0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4);
    writeArrow(path, {
      rows: 4,
      columns: new Map([
        ['prediction', { type: 'int32', width: 1, values: shared }],
        ['class', { type: 'int32', width: 1, values: shared }],
        ['low', { type: 'float32', width: 1, values: floats.subarray(0, 4) }],
        ['high', { type: 'float32', width: 1, values: floats.subarray(4) }],
      ]),
      metadata: new Map(),
    });
    const { columns } = readArrow(path, 'write it again');
    expect([...columns].map(([name, { values }]) => [name, [...values]])).toEqual([
      ['prediction', [1, 2, 3, 4]],
      ['class', [1, 2, 3, 4]],
      ['low', [0.5, 1, 1.5, 2]],
      ['high', [2.5, 3, 3.5, 4]],
    ]);
  });
});
