import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameRemedy, nearestName } from './nearestName.js';

const flags = ['data', 'checkpoint', 'attack', 'norm', 'eps', 'steps', 'step-size', 'limit', 'out', 'random-start'];

describe('nearestName', () => {
  it.each([
    ['setps', 'steps'],
    ['stepss', 'steps'],
    ['esp', 'eps'],
    ['step_size', 'step-size'],
    ['stepSise', 'step-size'],
    ['epsilon', 'eps'],
    ['eps-iter', 'step-size'],
    ['n_examples', 'limit'],
    ['iterations', 'steps'],
    ['model', 'checkpoint'],
    ['RandomStart', 'random-start'],
  ])('takes %s for %s', (written, name) => {
    expect(nearestName(written, flags)).toBe(name);
  });

  it('knows a name in another spelling before one that is nearer in letters', () => {
    expect(nearestName('ResNet20', ['bcos-resnet20', 'resnet8', 'resnet20'])).toBe('resnet20');
  });

  it.each(['colour', 'x', 'l1', '', '--', 'constructor', '__proto__'])('finds none near %j', (written) => {
    expect(nearestName(written, flags)).toBeNull();
  });

  it('offers a usual word only where its name is there', () => {
    expect(nearestName('epsilon', ['steps', 'limit'])).toBeNull();
  });

  it('finds every name itself, however it is spelled, and never one that is not there', () => {
    fc.assert(
      fc.property(fc.constantFrom(...flags), fc.string(), (name, other) => {
        expect(nearestName(name.toUpperCase().replaceAll('-', '_'), flags)).toBe(name);
        const found = nearestName(other, flags);
        expect(found === null || flags.includes(found)).toBe(true);
      }),
    );
  });
});

it('says which names there are where none is near', () => {
  expect(nameRemedy('colour', ['linf', 'l2'])).toBe('choose one of linf, l2');
  expect(nameRemedy('Linf', ['linf', 'l2'])).toBe('did you mean linf?');
});
