import { describe, expect, it } from 'vitest';
import { imageDiameter, parseEpsilon, parseStepSize, requireWithinDiameter } from './epsilon.js';
import { UsageFault } from './fault.js';

describe('parseEpsilon', () => {
  it.each([
    ['8/255', 8 / 255],
    ['0.5', 0.5],
    ['1e-3', 0.001],
    [0.5, 0.5],
    [1e-7, 1e-7],
  ])('reads %j as %d', (text, value) => {
    expect(parseEpsilon(text)).toBe(value);
    expect(parseStepSize(text)).toBe(value);
  });

  it.each(['-1', '8/0', '0/255', '0', '', 'eight', '1e', '0x8', '-8/255', NaN, -0.5, Infinity])(
    'refuses %j',
    (text) => {
      expect(() => parseEpsilon(text)).toThrow(UsageFault);
      expect(() => parseEpsilon(text)).toThrow(
        `--eps: '${text}' is not a radius; write a number above 0 such as 8/255, 0.5 or 1e-3`,
      );
      expect(() => parseStepSize(text)).toThrow(`--step-size: '${text}' is not a step size; write a number above 0`);
    },
  );

  it('names the key that it came from', () => {
    expect(() => parseEpsilon('x', 'attacks.0.eps')).toThrow("attacks.0.eps: 'x' is not a radius");
  });
});

describe('requireWithinDiameter', () => {
  it('lets every radius pass that two images can differ by', () => {
    expect(requireWithinDiameter('linf', '1', 3072)).toBe(1);
    expect(requireWithinDiameter('l2', '55', 3072)).toBe(55);
    expect(imageDiameter('l2', 3072)).toBeCloseTo(55.43, 2);
  });

  it('asks for 8/255 where 8 is written', () => {
    expect(() => requireWithinDiameter('linf', '8', 3072)).toThrow(
      '--eps: linf 8 is more than two images can differ: at most 1; images are in [0,1]: did you mean 8/255?',
    );
    expect(() => requireWithinDiameter('l2', '128', 3072, 'EPS')).toThrow(
      'EPS: l2 128 is more than two images can differ: at most 55.43; images are in [0,1]: did you mean 128/255?',
    );
    expect(() => requireWithinDiameter('linf', '300', 3072)).toThrow(/images are in \[0,1\]$/);
    expect(() => requireWithinDiameter('linf', '510/255', 3072)).toThrow(/images are in \[0,1\]$/);
  });

  it('takes a radius that is larger only where that is said', () => {
    const by = '--allow-large-eps';
    expect(requireWithinDiameter('linf', '8', 3072, '--eps', { allowed: true, by })).toBe(8);
    expect(() => requireWithinDiameter('linf', '8', 3072, '--eps', { allowed: false, by })).toThrow(
      'images are in [0,1]: did you mean 8/255? --allow-large-eps takes it as it is',
    );
  });
});
