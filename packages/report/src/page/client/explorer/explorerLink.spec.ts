import fc from 'fast-check';
import { expect, it } from 'vitest';
import { explorerLink, NO_CHOICE, readExplorerLink } from './explorerLink.js';

const number = fc.option(fc.nat(999_999_999));
const choice = fc.record({
  network: fc.option(fc.string()),
  attack: fc.option(fc.string()),
  image: number,
  ...{ label: number, before: number, after: number },
  outcome: fc.option(fc.constantFrom('succeeded', 'failed', 'already-misclassified')),
});

it('is readable', () => {
  expect(explorerLink({ network: 'a', attack: 'l2-0.5', image: 3, label: null, outcome: 'succeeded' })).toBe(
    '#explorer?network=a&attack=l2-0.5&image=3&outcome=succeeded',
  );
});

it('brings every choice back', () => {
  fc.assert(
    fc.property(choice, (chosen) => {
      expect(readExplorerLink(explorerLink(chosen))).toEqual(chosen);
    }),
  );
});

it('takes what is no choice for none', () => {
  expect(readExplorerLink('#section-figures')).toBeNull();
  expect(readExplorerLink('#explorer?')).toEqual(NO_CHOICE);
  expect(readExplorerLink('#explorer?image=-1&label=1e3&after=x&outcome=maybe&more=1')).toEqual(NO_CHOICE);
});
