import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandFlags, shellLine } from './commandFlags.js';

describe('commandFlags', () => {
  it('writes values, switches and nothing for what is left out', () => {
    expect(commandFlags({ steps: 20, 'random-start': true, targeted: false, limit: undefined, eps: '8/255' })).toEqual([
      '--eps',
      '8/255',
      '--random-start',
      '--steps',
      '20',
      '--no-targeted',
    ]);
  });

  it('makes no flag of a value that looks like one', () => {
    expect(commandFlags({ split: '--step-size=0.1', lr: -1 })).toEqual(['--lr=-1', '--split=--step-size=0.1']);
  });

  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fc.oneof(fc.integer(), fc.boolean())), (flags) => {
        const reversed = Object.fromEntries(Object.entries(flags).reverse());
        expect(commandFlags(reversed)).toEqual(commandFlags(flags));
      }),
    );
  });
});

describe('shellLine', () => {
  it('gives a shell exactly the words that it was given', () => {
    const word = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), (words) => {
        const read = execFileSync('sh', ['-c', `printf '%s\\0' ${shellLine(words)}`], { encoding: 'utf8' });
        expect(read.split('\0').slice(0, -1)).toEqual(words);
      }),
      { numRuns: 30 },
    );
  });

  it.each(['{workspaceRoot}/a', 'a/{projectRoot}', '{args.x}', "'{projectName}'", '{{projectRoot}'])(
    'has nothing in it that Nx would replace in %s',
    (word) => {
      expect(shellLine([word])).not.toMatch(/\{\w/);
      const read = execFileSync('sh', ['-c', `printf '%s' ${shellLine([word])}`], { encoding: 'utf8' });
      expect(read).toBe(word);
    },
  );

  it('leaves plain words as they are', () => {
    expect(shellLine(['--eps', '8/255', '--adversarial', 'linf:8/255:7'])).toBe(
      '--eps 8/255 --adversarial linf:8/255:7',
    );
  });
});
