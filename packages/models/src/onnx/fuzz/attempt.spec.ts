import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { onnxFixtures } from '../../testing/onnxCase.fixture.js';
import { onTensorFlow } from '../../testing/onTensorFlow.fixture.js';
import { attempt, type Attempt } from './attempt.js';

onTensorFlow();

const COUNT = 400;
const files = ['resnet18-torchscript.onnx', 'mobilenet-v3-dynamo.onnx', 'vit-dynamo.onnx'];

it('says one line of a spoilt file, or reads it', () => {
  const samples = files.map((file) => readFileSync(join(onnxFixtures, file)));
  const attempts = Array.from({ length: COUNT }, (_, number): Attempt => attempt(samples, 1, number));
  expect(attempts.filter(({ outcome }) => outcome === 'wrong')).toEqual([]);
  expect(attempts.filter(({ outcome }) => outcome === 'refused').length).toBeGreaterThan(COUNT / 4);
  expect(attempts.filter(({ outcome }) => outcome === 'read').length).toBeGreaterThan(COUNT / 10);
});
