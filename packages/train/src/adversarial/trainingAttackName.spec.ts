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
  ['linf:8:7', 'EPS: linf 8 is more than two images can differ: at most 1; images are in [0,1]: did you mean 8/255?'],
  ['linf:8/0:7', "EPS: '8/0' is not a radius"],
  ['linf:8/255:0', "STEPS: '0' is not a whole number of 1 or more"],
  ['linf:8/255:1.5', "STEPS: '1.5' is not a whole number of 1 or more"],
  ['linf:8/255:0x2', "'linf:8/255:0x2' is not an attack; write NORM:EPS:STEPS such as linf:8/255:7, or none"],
  ['linf:8/255:', "'linf:8/255:' is not an attack"],
  ['linf:8/255', "'linf:8/255' is not an attack"],
  ['l1:8/255:7', "'l1:8/255:7' is not an attack"],
  ['linf:8/255:7:7', "'linf:8/255:7:7' is not an attack"],
])('refuses %j', (text, message) => {
  expect(() => parseTrainingAttack(text)).toThrow(message);
});
