import { expect, it } from 'vitest';
import { proportion } from '@bcos-bench/vocabulary';
import type { Outcome } from './outcome.js';
import { outcomeLines, outcomeMarkdown } from './outcomeText.js';

const outcome: Outcome = {
  ...{ network: 'mine', dataset: 'cifar10', images: 1000, page: '/out/index.html' },
  attack: { kind: 'autoattack', norm: 'linf', eps: '8/255', steps: 100, threat: 'pixel' },
  clean: proportion(871, 1000),
  robust: proportion(334, 1000),
  members: [
    { member: 'apgd-ce', broken: proportion(500, 871) },
    { member: 'square', broken: proportion(37, 871) },
  ],
  flags: [{ name: 'zero gradients', observed: '12.0% of images', means: 'the loss may be flat' }],
};

it('says accuracies with intervals, the share of each member, and flags', () => {
  expect(outcomeLines(outcome)).toEqual([
    'mine on the first 1000 test images of cifar10',
    '  clean accuracy   87.1% (871 of 1000; 95%: 84.9 to 89.0)',
    '  robust accuracy  33.4% (334 of 1000; 95%: 30.5 to 36.4)',
    '  attack           AutoAttack, l-inf 8/255 on pixels, 100 steps',
    '  broken by        apgd-ce 57.4% (500), square 4.2% (37) of the images that were right',
    '  flag             zero gradients: 12.0% of images; the loss may be flat',
    '  page             /out/index.html',
  ]);
});

it('says so where no flag is raised, and nothing of members of an attack that has none', () => {
  const lines = outcomeLines({ ...outcome, members: [], flags: [] });
  expect(lines).toContain('  flags            none is raised');
  expect(lines.some((line) => line.includes('broken by'))).toBe(false);
});

it('is a table of Markdown', () => {
  expect(outcomeMarkdown(outcome)).toContain(
    '| mine | cifar10, first 1000 test images | AutoAttack, l-inf 8/255 on pixels, 100 steps | 87.1% (871 of 1000; 95%: 84.9 to 89.0) |',
  );
});
