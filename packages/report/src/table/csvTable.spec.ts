import { expect, it } from 'vitest';
import { csvTable } from './csvTable.js';
import { TABLE } from './robustnessTable.fixture.js';

const lines = csvTable(TABLE).trimEnd().split('\n');

it('has a row for every number, with counts, interval and node', () => {
  expect(lines).toHaveLength(1 + 2 * (2 + 4));
  expect(lines[0]).toBe('network,title,accuracy_of,norm,eps,steps,threat,correct,total,accuracy,low,high,node');
  const [network, title, of, norm, eps, steps, threat, correct, total, accuracy, low, high, node] = (
    lines[3] ?? ''
  ).split(',');
  expect([network, title, of, norm, eps, steps, threat, correct, total, accuracy, node]).toEqual([
    'resnet8',
    'ResNet-8',
    'attacked',
    'linf',
    '8/255',
    '20',
    'encoded',
    '107',
    '200',
    '0.535',
    'attack-resnet8-linf-8_255-20-encoded',
  ]);
  expect([Number(low), Number(high)]).toEqual([expect.closeTo(0.4659, 4), expect.closeTo(0.6028, 4)]);
});

it('leaves empty what was not measured, and keeps a measured zero', () => {
  expect(lines[5]).toMatch(/^resnet8,ResNet-8,attacked,linf,16\/255,20,encoded,0,200,0,0,/);
  expect(lines[8]).toBe('bcos,<b>Bcos</b> | 8,natural-whole-split,,,,,,,,,,');
  expect(lines[10]).toBe(
    'bcos,<b>Bcos</b> | 8,attacked,linf,8/255,100,encoded,,,,,,attack-bcos-linf-8_255-100-encoded',
  );
});
