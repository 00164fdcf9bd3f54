import { expect, it } from 'vitest';
import { csvTable } from './csvTable.js';
import { robustnessRecords } from './robustnessRecords.js';
import { ARTICLE_TABLE, TABLE } from './robustnessTable.fixture.js';

const lines = csvTable(robustnessRecords(TABLE)).trimEnd().split('\n');

it('has a record for every number, with counts, interval and node', () => {
  expect(lines).toHaveLength(1 + 2 * (2 + 4));
  expect(lines[0]).toBe(
    'network,title,accuracy_of,norm,eps,steps,threat,correct,total,accuracy,low,high,article,article_outside,broken_by_further,difference,difference_low,difference_high,node',
  );
  const { records } = robustnessRecords(TABLE);
  expect(records[2]).toEqual({
    network: 'resnet8',
    title: 'ResNet-8',
    accuracy_of: 'attacked',
    norm: 'linf',
    eps: '8/255',
    steps: 20,
    threat: 'encoded',
    correct: 107,
    total: 200,
    accuracy: 0.535,
    low: expect.closeTo(0.4659, 4) as number,
    high: expect.closeTo(0.6028, 4) as number,
    node: 'attack-resnet8-linf-8_255-20-encoded',
  });
});

it('leaves empty what was not measured, and keeps a measured zero', () => {
  expect(lines[5]).toMatch(/^resnet8,ResNet-8,attacked,linf,16\/255,20,encoded,0,200,0,0,/);
  expect(lines[8]).toBe('bcos,<b>Bcos</b> | 8,natural-whole-split,,,,,,,,,,,,,,,,');
  expect(lines[10]).toBe(
    'bcos,<b>Bcos</b> | 8,attacked,linf,8/255,100,encoded,,,,,,,,,,,,attack-bcos-linf-8_255-100-encoded',
  );
});

it('has the article’s values as shares, and whether they are outside', () => {
  const values = robustnessRecords(ARTICLE_TABLE).records.map((record) => [record.article, record.article_outside]);
  expect(values.slice(0, 6)).toEqual([
    [0.9525, false],
    [undefined, undefined],
    [0.5349, false],
    [0.1329, true],
    [0, false],
    [0.02, true],
  ]);
  expect(values[9]).toEqual([0.1329, null]);
});
