import { expect, it } from 'vitest';
import { figureNeeds, figureSchema } from './figureKinds.js';

const about = { id: 'f', title: 'Figure' };
const attack = { norm: 'l2', eps: '0.5', steps: 20, threat: 'encoded' } as const;

it.each([
  [{ kind: 'training-curves', networks: ['a'] }, []],
  [{ kind: 'explanations', network: 'a', attack }, [{ explanation: { network: 'a', attack } }]],
  [
    { kind: 'noise', networks: ['a', 'b'], attack, images: 3 },
    ['a', 'b'].map((network) => ({ network, attack, images: 3 })),
  ],
  [{ kind: 'confusion', network: 'a', attack }, [{ network: 'a', attack }]],
  [{ kind: 'distance-histogram', networks: ['a'], attack }, [{ network: 'a', attack }]],
  [
    { kind: 'against-b', networks: ['a'], norm: 'l2', steps: 20, measures: ['sparseness'], method: 'gradient' },
    [{ what: 'l2 and 20 steps' }, { network: 'a', measure: 'sparseness', method: 'gradient' }],
  ],
])('%o needs what it is drawn from', (keys, needs) => {
  expect(figureNeeds(figureSchema.parse({ ...about, ...keys }))).toMatchObject(needs);
});

it.each([
  [{ kind: 'accuracy-against-eps', steps: 20 }, ['20 steps']],
  [{ kind: 'accuracy-against-steps', norm: 'l2', eps: ['1/2', '1'] }, ['l2 1/2', 'l2 1']],
])('%o needs attacks of its threat and variant at any other setting', (keys, whats) => {
  const needs = figureNeeds(figureSchema.parse({ ...about, ...keys }));
  expect(needs.map((need) => 'what' in need && need.what)).toEqual(whats);
  const [need] = needs;
  const fits = (changes: object): boolean =>
    need !== undefined && 'fits' in need && need.fits({ ...attack, ...changes });
  expect(fits({})).toBe(true);
  expect(fits({ threat: 'pixel' })).toBe(false);
  expect(fits({ 'stop-early': true })).toBe(false);
});

it('names the kinds where another is asked for', () => {
  expect(() => figureSchema.parse({ ...about, kind: 'pie' })).toThrow('training-curves');
});
