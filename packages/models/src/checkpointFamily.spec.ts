import { Fault, UsageFault } from '@bcos-bench/vocabulary';
import { describe, expect, it } from 'vitest';
import { checkpointFamily } from './checkpointFamily.js';
import { loadNetwork } from './loadNetwork.js';
import { familyOf } from './registry.js';

const right = { name: 'bcos-resnet8', b: 2, maxOut: 1, norm: 'none' };

describe('checkpointFamily', () => {
  it('is the family of the architecture', () => {
    expect(checkpointFamily(right, 'checkpoint')).toBe(familyOf(right));
  });

  it.each([
    [{ ...right, name: 'resnet8' }, 'resnet8 has no B-cos layers'],
    [{ ...right, name: 'nonsense' }, "'nonsense' is not an architecture"],
    [{ ...right, norm: 'batch' }, "'batch' is not a norm"],
    [{ ...right, b: 0.5 }, '0.5 is not an exponent of at least 1'],
    [{ ...right, maxOut: 0 }, "'0' is not a whole number of 1 or more"],
  ])('blames the file and no flag: %j', (architecture, says) => {
    const family = (): unknown => checkpointFamily(architecture, 'checkpoint');
    expect(family).toThrow(Fault);
    expect(family).not.toThrow(UsageFault);
    expect(family).toThrow(
      `checkpoint/model.json: key 'architecture' is wrong (${says}); make the checkpoint again with bcos-train or bcos-import`,
    );
  });

  it('speaks where a network is loaded', () => {
    const model = {
      architecture: { ...right, name: 'nonsense' },
      classes: ['cat', 'dog'],
      encoding: 'rgb+inverse',
      normalisation: null,
      loss: 'bce',
      provenance: { stage: 'bcos-train', dataset: null, parameters: {} },
      cleanAccuracy: null,
    } as const;
    const load = (): unknown =>
      loadNetwork({ model: { ...model, classes: [...model.classes] }, arrays: new Map() }, 'checkpoint');
    expect(load).toThrow("checkpoint/model.json: key 'architecture' is wrong");
  });
});
