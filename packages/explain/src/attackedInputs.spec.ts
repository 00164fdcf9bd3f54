import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPlain } from '@bcos-bench/engine';
import { Fault, USUAL_IMAGE_SHAPE } from '@bcos-bench/vocabulary';
import type { AttackedExamples } from './attackedExamples.js';
import { attackedInputs } from './attackedInputs.js';

const PIXELS = 1024;
const BCOS = { encoding: 'rgb+inverse', channels: 6 } as const;
const ORDINARY = { encoding: 'rgb', channels: 3 } as const;

/** Pictures 4 and 2, in this order: every value of picture 4 is 0.25, of picture 2 it is 0.75. */
function examples(channels: number): AttackedExamples {
  const values = new Float32Array(2 * channels * PIXELS).fill(0.25).fill(0.75, channels * PIXELS);
  return { folder: 'out/attack', index: Int32Array.of(4, 2), shape: [32, 32, channels], values };
}

beforeAll(async () => {
  await openPlain();
});

describe('attackedInputs', () => {
  it('gives the attacked inputs of the pictures asked for, in their order', () => {
    const inputs = attackedInputs(examples(6), Int32Array.of(2, 4), BCOS, USUAL_IMAGE_SHAPE);
    expect(inputs).toEqual(new Float32Array(12 * PIXELS).fill(0.75).fill(0.25, 6 * PIXELS));
    expect(attackedInputs(examples(3), Int32Array.of(4), ORDINARY, USUAL_IMAGE_SHAPE)).toEqual(
      new Float32Array(3 * PIXELS).fill(0.25),
    );
  });
  it('encodes attacked pictures for a network that takes inverses', () => {
    const before = tf.memory().numTensors;
    const inputs = attackedInputs(examples(3), Int32Array.of(2), BCOS, USUAL_IMAGE_SHAPE);
    expect(inputs).toHaveLength(6 * PIXELS);
    expect([...inputs.subarray(0, 12)]).toEqual([
      0.75, 0.75, 0.75, 0.25, 0.25, 0.25, 0.75, 0.75, 0.75, 0.25, 0.25, 0.25,
    ]);
    expect(tf.memory().numTensors).toBe(before);
  });
  it('says how many pictures the attack kept when one is missing', () => {
    expect(() => attackedInputs(examples(6), Int32Array.of(2, 3, 4), BCOS, USUAL_IMAGE_SHAPE)).toThrow(
      new Fault({
        what: 'the attack kept 2 pictures, and not picture 3',
        where: 'out/attack',
        remedy: 'attack again with --keep 3 or more, or explain fewer pictures with --limit',
      }),
    );
  });
  it('refuses an attack on a network with other inputs', () => {
    expect(() => attackedInputs(examples(6), Int32Array.of(2), ORDINARY, USUAL_IMAGE_SHAPE)).toThrow(
      'out/attack: the attacked pictures are of 32x32x6, and the network takes 32x32x3; give an attack on this network',
    );
  });
  it.each([-0.01, 1.01, NaN])('refuses a picture that holds %d', (value) => {
    const damaged = examples(6);
    damaged.values[6 * PIXELS + 7] = value;
    expect(() => attackedInputs(damaged, Int32Array.of(4, 2), BCOS, USUAL_IMAGE_SHAPE)).toThrow(
      'attacked picture 2 is not in [0,1]',
    );
    expect(attackedInputs(damaged, Int32Array.of(4), BCOS, USUAL_IMAGE_SHAPE)).toHaveLength(6 * PIXELS);
  });
});
