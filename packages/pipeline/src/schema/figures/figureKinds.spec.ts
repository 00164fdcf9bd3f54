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
  [
    { kind: 'measures', networks: ['a', 'b'], methods: ['gradient'] },
    ['a', 'b'].map((network) => ({ network, measure: null, method: 'gradient' })),
  ],
  [
    { kind: 'map-shares', networks: ['a'], attack: 'hide-region', steps: 50, threat: 'pixel' },
    ['hide-region', 'move-map-noise'].map((name) => ({ network: 'a', what: `${name}, 50 steps, pixel threat` })),
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

it('needs explanations of an attack of its steps, threat and name, and of its noise, at any radius', () => {
  const [attacked, noise] = figureNeeds(
    figureSchema.parse({ ...about, kind: 'map-shares', networks: ['a'], attack: 'move-map', steps: 20 }),
  );
  const fits = (need: typeof attacked, changes: object): boolean =>
    need !== undefined && 'explained' in need && need.explained({ ...attack, ...changes });
  expect(fits(attacked, { attack: 'move-map', eps: '1' })).toBe(true);
  expect(fits(attacked, { attack: 'move-map', steps: 50 })).toBe(false);
  expect(fits(attacked, { attack: 'move-map-noise' })).toBe(false);
  expect(fits(noise, { attack: 'move-map-noise' })).toBe(true);
});

it('refuses an attack on the prediction where it asks for one on explanations', () => {
  const asked = { ...about, kind: 'map-shares', networks: ['a'], attack: 'pgd', steps: 20 };
  expect(() => figureSchema.parse(asked)).toThrow('must be an attack on explanations');
});

it('names the kinds where another is asked for', () => {
  expect(() => figureSchema.parse({ ...about, kind: 'pie' })).toThrow('training-curves');
});
