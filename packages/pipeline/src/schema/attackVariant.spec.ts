import { expect, it } from 'vitest';
import { describeVariant, variantName } from './attackVariant.js';
import { attackNode } from '../nodes/nodeName.js';
import { attackCellSchema } from './attackCell.js';

const plain = attackCellSchema.parse({ norm: 'linf', eps: '8/255', steps: 20 });

it('leaves the name of the plain attack as it is', () => {
  expect(attackNode('resnet8', plain)).toBe('attack-resnet8-linf-8_255-20-encoded');
});

it('names every other attack by what it is, in any order of its keys', () => {
  const one = attackCellSchema.parse({ ...plain, attack: 'fgsm', 'stop-early': true, 'use-best': false });
  const other = attackCellSchema.parse({ 'use-best': false, 'stop-early': true, attack: 'fgsm', ...plain });
  expect(attackNode('a', one)).toBe('attack-a-linf-8_255-20-encoded-attack-fgsm-stop-early-no-use-best');
  expect(variantName(other)).toBe(variantName(one));
  expect(describeVariant(one)).toBe('no use-best, stop-early');
});

it('takes a step size as a radius is written, and names it so that it can be a folder', () => {
  const named = (size: unknown): string => attackNode('a', attackCellSchema.parse({ ...plain, 'step-size': size }));
  expect(named('2 / 255')).toBe('attack-a-linf-8_255-20-encoded-step-size-2_255');
  expect(named(0.00784)).toBe('attack-a-linf-8_255-20-encoded-step-size-0.00784');
  expect(named('1e-3')).toBe('attack-a-linf-8_255-20-encoded-step-size-1e-3');
  for (const odd of ['0x2', '2/0', -1, 0, 'much', null, true]) expect(() => named(odd)).toThrow(/step.size/);
});
