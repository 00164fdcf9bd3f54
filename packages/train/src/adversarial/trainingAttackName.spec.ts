import { expect, it } from 'vitest';
import { parseTrainingAttack } from './trainingAttackName.js';

it.each([
  ['linf:8/255:7', { norm: 'linf', eps: 8 / 255, steps: 7 }],
  ['l2:1e-3:1e1', { norm: 'l2', eps: 0.001, steps: 10 }],
  ['none', null],
])('reads %j', (text, attack) => {
  expect(parseTrainingAttack(text)).toEqual(attack);
});

it.each([
  ['linf:8:7', 'EPS: linf 8 is more than any two images differ, which is 1 at most; images are in [0,1]: 8/255?'],
  ['linf:8/0:7', "EPS: '8/0' is no radius"],
  ['linf:8/255:0', "STEPS: '0' is no whole number of 1 or more"],
  ['linf:8/255:1.5', "STEPS: '1.5' is no whole number of 1 or more"],
  ['linf:8/255:0x2', "'linf:8/255:0x2' is no attack; write NORM:EPS:STEPS such as linf:8/255:7, or none"],
  ['linf:8/255:', "'linf:8/255:' is no attack"],
  ['linf:8/255', "'linf:8/255' is no attack"],
  ['l1:8/255:7', "'l1:8/255:7' is no attack"],
  ['linf:8/255:7:7', "'linf:8/255:7:7' is no attack"],
])('refuses %j', (text, message) => {
  expect(() => parseTrainingAttack(text)).toThrow(message);
});
