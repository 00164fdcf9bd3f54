import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { attackImages, type AttackedImage, type AttackedModel } from '@bcos-bench/attack';
import { peerImages, peerModel } from '@bcos-bench/attack/testing/peerNetworks';
import { openTensorFlow } from '@bcos-bench/engine';
import { imagesInMemory, unitRange } from '@bcos-bench/formats';
import { at, last, numbersOf, parseEpsilon, USUAL_IMAGE_SHAPE } from '@bcos-bench/vocabulary';
import { evaluateLive, liveAttack, planOf, type AttackChoice, type LiveIterate } from './liveAttack.js';
import { openWasmInNode } from './testing/wasmBinary.fixture.js';

const classes = Array.from({ length: 10 }, (_, i) => `class ${i}`);
const images = peerImages();
const SIZE = numbersOf(USUAL_IMAGE_SHAPE);

const choices: readonly (readonly [network: Parameters<typeof peerModel>[1], choice: AttackChoice])[] = [
  ['bcos-resnet8', { attack: 'pgd', norm: 'linf', eps: parseEpsilon('8/255'), steps: 6, threat: 'encoded' }],
  ['bcos-resnet8', { attack: 'pgd', norm: 'l2', eps: parseEpsilon('0.5'), steps: 6, threat: 'pixel' }],
  ['resnet8', { attack: 'mi-fgsm', norm: 'linf', eps: parseEpsilon('2/255'), steps: 4, threat: 'pixel' }],
  ['resnet8', { attack: 'apgd', norm: 'l2', eps: parseEpsilon('0.25'), steps: 8, threat: 'pixel' }],
];

/** What `bcos-attack` makes of the images, on TensorFlow. */
async function rowsOf(name: Parameters<typeof peerModel>[1], choice: AttackChoice): Promise<AttackedImage[]> {
  const attacked = peerModel(await openTensorFlow(), name);
  const asked = { images: imagesInMemory(images), from: 0, batch: 4 };
  const rows = [
    ...attackImages(attacked, planOf(choice, { loss: attacked.network.loss, classes }), asked, () => undefined),
  ];
  tf.dispose([...attacked.weights.values()]);
  return rows;
}

function attackOf(attacked: AttackedModel, choice: AttackChoice, image: number): LiveIterate[] {
  const values = unitRange(images.images.subarray(image * SIZE, (image + 1) * SIZE));
  const plan = planOf(choice, { loss: attacked.network.loss, classes });
  return [...liveAttack(attacked, plan, { values, label: at(images.labels, image) })];
}

beforeAll(openTensorFlow);

describe.each(choices)('%s under %o', (name, choice) => {
  it('keeps the iterate of bcos-attack, with its loss, its prediction and its numbers', async () => {
    const rows = await rowsOf(name, choice);
    const attacked = peerModel(await openWasmInNode(), name);
    const before = tf.memory().numTensors;
    for (const [image, { sample, attacked: values }] of rows.entries()) {
      const iterates = attackOf(attacked, choice, image);
      expect(iterates.map(({ step }) => step)).toEqual(Array.from({ length: choice.steps + 1 }, (_, step) => step));
      const kept = at(iterates, last(iterates).kept);
      const [first] = iterates;
      expect(first?.loss).toBeCloseTo(sample.clean_loss, 4);
      expect(kept.loss / sample.adv_loss).toBeCloseTo(1, 3);
      expect([first?.prediction, kept.prediction]).toEqual([sample.clean_pred, sample.adv_pred]);
      // Where two iterates are as good, the last bits decide which is kept.
      expect(at(iterates, sample.best_step).loss / kept.loss).toBeCloseTo(1, 4);
      const plan = planOf(choice, { loss: attacked.network.loss, classes });
      const again = evaluateLive(attacked, plan, values, sample.label);
      expect(again.loss / sample.adv_loss).toBeCloseTo(1, 4);
      expect(again.prediction).toBe(sample.adv_pred);
    }
    expect(tf.memory().numTensors).toBe(before);
    tf.dispose([...attacked.weights.values()]);
  });
});

it('refuses half a step, and a norm that the method lacks', () => {
  const choice = { attack: 'pgd', norm: 'linf', eps: parseEpsilon('8/255'), steps: 1.5, threat: 'pixel' } as const;
  expect(() => planOf(choice, { loss: 'bce', classes })).toThrow('--steps');
  expect(() => planOf({ ...choice, steps: 1, norm: 'l1' }, { loss: 'bce', classes })).toThrow('pgd has no l1');
});
