import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attackNode } from './nodeName.js';
import { findAttack, networkAttacks } from './attackGrid.js';
import { pipelineSchema } from '../schema/pipelineSchema.js';

const distinct = <T>(...values: T[]): fc.Arbitrary<T[]> => fc.subarray(values, { minLength: 1 });

describe('networkAttacks', () => {
  it('makes every combination of a grid once, each to be found by its cell', () => {
    const grid = fc.record({
      norm: fc.constantFrom('linf', 'l2'),
      eps: distinct<string | number>('8/255', 0.5, '1/3'),
      steps: distinct(1, 20, 100),
      threat: distinct('encoded', 'pixel'),
      networks: fc.oneof(fc.constant('all'), distinct('a', 'b', 'c')),
    });
    fc.assert(
      fc.property(grid, (attackGrid) => {
        const spec = pipelineSchema.parse({
          title: 'Small',
          data: { dataset: 'shapes' },
          networks: Object.fromEntries(['a', 'b', 'c'].map((name) => [name, { title: name, train: { arch: 'x' } }])),
          attacks: [attackGrid],
          report: { tables: [], figures: [] },
        });
        const attacks = networkAttacks(spec);
        const networks = attackGrid.networks === 'all' ? 3 : attackGrid.networks.length;
        const names = new Set(attacks.map(({ network, cell }) => attackNode(network, cell)));
        expect(names.size).toBe(networks * attackGrid.eps.length * attackGrid.steps.length * attackGrid.threat.length);
        expect(attacks).toHaveLength(names.size);
        expect(attacks.every((attack) => findAttack(attacks, attack.network, attack.cell) === attack)).toBe(true);
      }),
    );
  });
});
