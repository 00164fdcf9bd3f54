import { describe, expect, it } from 'vitest';
import type { AttackedPicture, ExplorerAttack, ExplorerData } from './explorerData.js';
import { explorerView, NO_CHOICE } from './explorerView.js';

function picture(index: number, success: boolean): AttackedPicture {
  const facts = { bestStep: 1, firstSuccess: null, linf: 0, l2: 0, probabilities: [] };
  return { index, success, cleanPrediction: 0, attackedPrediction: 0, ...facts };
}

function attack(key: string, pictures: AttackedPicture[]): ExplorerAttack {
  const noise = { sheet: '', magnification: 1 };
  return { key, title: key, node: `attack-${key}`, kept: pictures.length, pictures, noise, explanations: [] };
}

const data: ExplorerData = {
  classes: ['circle', 'star'],
  pictures: { rows: 32, columns: 32, index: [4, 7, 9], labels: [0, 1, 0], sheet: '' },
  networks: [
    { id: 'a', title: 'A', probability: 'softmax', attacks: [attack('weak', [picture(4, false), picture(7, false)])] },
    {
      id: 'b',
      title: 'B',
      probability: 'sigmoid',
      attacks: [
        attack('strong', [picture(9, true)]),
        attack('weak', [picture(4, true), picture(7, false), picture(9, true)]),
      ],
    },
  ],
};
const indices = (choice: Partial<typeof NO_CHOICE>): number[] =>
  explorerView(data, { ...NO_CHOICE, ...choice })?.shown.map(({ index }) => index) ?? [];

describe('explorerView', () => {
  it('begins with the first of everything', () => {
    const view = explorerView(data, NO_CHOICE);
    expect(view?.choice).toEqual({ network: 'a', attack: 'weak', picture: 4, label: null, success: null });
  });
  it('filters by class and by success, and keeps the attack when the network changes', () => {
    expect(indices({ network: 'b', attack: 'weak' })).toEqual([4, 7, 9]);
    expect(indices({ network: 'b', attack: 'weak', label: 0 })).toEqual([4, 9]);
    expect(indices({ network: 'b', attack: 'weak', success: false })).toEqual([7]);
    expect(indices({ network: 'b', attack: 'weak', label: 0, success: false })).toEqual([]);
  });
  it('takes the first for what there is not', () => {
    const wrong = { network: 'z', attack: 'z', picture: 99, label: 5, success: null };
    expect(explorerView(data, wrong)?.choice).toEqual(explorerView(data, NO_CHOICE)?.choice);
  });
  it('looks at the picture asked for where it passes, else at the first that does', () => {
    const at = (index: number) =>
      explorerView(data, { ...NO_CHOICE, network: 'b', attack: 'weak', picture: index, label: 0 });
    expect(at(9)?.picture?.index).toBe(9);
    expect(at(7)?.picture?.index).toBe(4);
  });
  it('is nothing where nothing was kept', () => {
    expect(explorerView({ ...data, networks: [] }, NO_CHOICE)).toBeNull();
  });
});
