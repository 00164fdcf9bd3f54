import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { yamlLines, yamlMap } from './pipelineText.js';

it('writes what people write', () => {
  expect(yamlMap({ norm: 'linf', eps: '8/255', steps: 20, keep: undefined })).toBe(
    '{ norm: linf, eps: 8/255, steps: 20 }',
  );
  expect(yamlLines({ from: 'net-1.pt', mean: [0.5, '125.3/255'], ema: true }, '  ')).toEqual([
    '  from: net-1.pt',
    '  mean: [0.5, 125.3/255]',
    '  ema: true',
  ]);
});

it('is read again as the same values, whatever text they are', () => {
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom('yes', 'null', '1e3', '0x10', 'a: b', '# a', '1/2', '- x'),
    fc.integer(),
    fc.boolean(),
  );
  fc.assert(
    fc.property(value, fc.array(fc.oneof(fc.string(), fc.integer())), (one, list) => {
      expect(parse(yamlMap({ one, list }))).toEqual({ one, list });
      expect(parse(yamlLines({ one, list }, '  ').join('\n'))).toEqual({ one, list });
    }),
  );
});
