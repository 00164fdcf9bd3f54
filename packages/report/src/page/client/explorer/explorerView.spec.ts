import { describe, expect, it } from 'vitest';
import { lookUp } from '@bcos-bench/vocabulary';
import type { AttackedImage, ExplorerAttack, ExplorerData } from './explorerData.js';
import { NO_CHOICE } from './explorerLink.js';
import { explorerView } from './explorerView.js';

/** The labels of the images by their number. */
const LABELS: ReadonlyMap<number, number> = new Map([
  [4, 0],
  [7, 1],
  [9, 0],
]);

function image(index: number, success: boolean): AttackedImage {
  const facts = { bestStep: 1, firstSuccess: null, linf: 0, l2: 0, probabilities: [] };
  return { index, success, cleanPrediction: lookUp(LABELS, index), attackedPrediction: 1, ...facts };
}

function attack(key: string, images: AttackedImage[]): ExplorerAttack {
  const noise = { sheet: '', magnification: 1 };
  return {
    key,
    title: key,
    node: `attack-${key}`,
    isTargeted: false,
    onExplanation: false,
    kept: images.length,
    images,
    noise,
    explanations: [],
  };
}

const data: ExplorerData = {
  classes: ['circle', 'star'],
  mapStays: 0.9,
  images: { rows: 32, columns: 32, index: [4, 7, 9], labels: [0, 1, 0], sheet: '' },
  networks: [
    { id: 'a', title: 'A', probability: 'softmax', attacks: [attack('weak', [image(4, false), image(7, false)])] },
    {
      id: 'b',
      title: 'B',
      probability: 'sigmoid',
      attacks: [attack('strong', [image(9, true)]), attack('weak', [image(4, true), image(7, false), image(9, true)])],
    },
  ],
};
const indices = (choice: Partial<typeof NO_CHOICE>): number[] =>
  explorerView(data, { ...NO_CHOICE, ...choice })?.shown.map(({ index }) => index) ?? [];

describe('explorerView', () => {
  it('begins with the first of everything', () => {
    const view = explorerView(data, NO_CHOICE);
    expect(view?.choice).toEqual({ ...NO_CHOICE, network: 'a', attack: 'weak', image: 4 });
  });
  it('begins with an explanation where there is one, of an image on which the attack succeeded', () => {
    const [a, b] = data.networks;
    const [strong, weak] = b?.attacks ?? [];
    if (a === undefined || b === undefined || strong === undefined || weak === undefined)
      throw new Error('two networks');
    const pair = { explanation: '', contribution: '' };
    const images = [7, 9].map((index) => ({ index, cleanClass: 0, attackedClass: 1, cosine: null }));
    const explanations = [{ node: 'explain', method: null, images, clean: pair, attacked: pair, limit: 1 }];
    const explained = { ...data, networks: [a, { ...b, attacks: [strong, { ...weak, explanations }] }] };
    expect(explorerView(explained, NO_CHOICE)?.choice).toMatchObject({ network: 'b', attack: 'weak', image: 9 });
    expect(explorerView(explained, { ...NO_CHOICE, network: 'a' })?.choice).toMatchObject({ attack: 'weak', image: 4 });
  });
  it('filters by class, by predictions and by outcome, and keeps the attack when the network changes', () => {
    expect(indices({ network: 'b', attack: 'weak' })).toEqual([4, 7, 9]);
    expect(indices({ network: 'b', attack: 'weak', label: 0 })).toEqual([4, 9]);
    expect(indices({ network: 'b', attack: 'weak', outcome: 'failed' })).toEqual([7]);
    expect(indices({ network: 'b', attack: 'weak', before: 0, after: 1 })).toEqual([4, 9]);
    expect(indices({ network: 'b', attack: 'weak', after: 0 })).toEqual([]);
    expect(indices({ network: 'b', attack: 'weak', label: 0, outcome: 'failed' })).toEqual([]);
  });
  it('takes the first for what there is not', () => {
    const wrong = { ...NO_CHOICE, network: 'z', attack: 'z', image: 99, label: 5, after: 5 };
    expect(explorerView(data, wrong)?.choice).toEqual(explorerView(data, NO_CHOICE)?.choice);
  });
  it('looks at the image asked for where it passes, else at the first that does', () => {
    const at = (index: number) =>
      explorerView(data, { ...NO_CHOICE, network: 'b', attack: 'weak', image: index, label: 0 });
    expect(at(9)?.image?.index).toBe(9);
    expect(at(7)?.image?.index).toBe(4);
  });
  it('is nothing where nothing was kept', () => {
    expect(explorerView({ ...data, networks: [] }, NO_CHOICE)).toBeNull();
  });
});
