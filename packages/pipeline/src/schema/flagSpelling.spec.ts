import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { canonicalFlag, flagsOf, flagValue, isFlag } from './flagSpelling.js';

describe('canonicalFlag', () => {
  it.each([
    ['step-size', 0.1, ['step-size', 0.1]],
    ['stepSize', 0.1, ['step-size', 0.1]],
    ['use-best', false, ['use-best', false]],
    ['no-use-best', true, ['use-best', false]],
    ['noUseBest', true, ['use-best', false]],
    ['no-useBest', false, ['use-best', true]],
    ['no-no-use-best', true, ['use-best', true]],
  ])('knows %s: %s', (name, value, flag) => {
    expect(canonicalFlag(name, value)).toEqual(flag);
  });

  it.each([
    ['step--size', 1],
    ['StepSize', 1],
    ['-eps', 1],
    ['--eps', 1],
    ['eps=1', 1],
    ['eps 1', 1],
    ['eps.x', 1],
    ['step_size', 1],
    ['', 1],
    ['no-', true],
    ['no-limit', 5],
    ['__proto__', 1],
  ])('takes %s: %s for no flag', (name, value) => {
    expect(canonicalFlag(name, value)).toBeNull();
  });

  it('leaves what is in the one spelling as it is, and knows it in camel case', () => {
    const name = fc.stringMatching(/^[a-z]{3,5}(-[a-z]{1,4}){0,3}$/).filter((text) => !text.startsWith('no-'));
    fc.assert(
      fc.property(name, (flag) => {
        const camel = flag.replaceAll(/-(.)/g, (_dash, letter: string) => letter.toUpperCase());
        expect(canonicalFlag(flag, 1)).toEqual([flag, 1]);
        expect(canonicalFlag(camel, 1)).toEqual([flag, 1]);
        expect(isFlag(camel, flag)).toBe(true);
      }),
    );
  });
});

describe('flagsOf', () => {
  it('gives each flag in its one spelling', () => {
    expect(flagsOf('train').parse({ maxOut: 2, batch: 8 })).toEqual({ 'max-out': 2, batch: 8 });
    expect(flagsOf('attack').parse({ noUseBest: true })).toEqual({ 'use-best': false });
  });

  it.each([
    [{ 'step-size': 2, stepSize: 1 }, 'gives the flag step-size a second time'],
    [{ setps: 3 }, "bcos-attack has no flag 'setps'; did you mean steps?"],
    [{ zzzzzzzz: 3 }, "bcos-attack has no flag 'zzzzzzzz'; see bcos-attack --help"],
    [{ 'use-best': true, 'no-use-best': true }, 'gives the flag use-best a second time'],
    [{ 'eps=1': true }, 'must be a flag such as step-size'],
    [{ split: 'te\0st' }, 'must be without control characters'],
    [{ 'step-size': Infinity }, 'must be text, a number, true or false'],
  ])('refuses %j', (flags, message) => {
    expect(flagsOf('attack').pipe(z.record(z.string(), flagValue)).safeParse(flags).error?.issues[0]?.message).toBe(
      message,
    );
  });
});
