import { expect, it } from 'vitest';
import { describeVariant, variantName } from './attackVariant.js';
import { attackNode } from './nodeName.js';
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
