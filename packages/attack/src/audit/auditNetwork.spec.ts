import { beforeAll, describe, expect, it } from 'vitest';
import { openTensorFlow, type Engine } from '@bcos-bench/engine';
import { buildNetwork, defenceKinds, defenceNamed, initialWeights, loadWeights } from '@bcos-bench/models';
import { imagesInMemory, type Architecture, type ImageRows } from '@bcos-bench/formats';
import { at, numbersOf, parseEpsilon, type ImageShape } from '@bcos-bench/vocabulary';
import { randomStream } from '@bcos-bench/random';
import type { AttackedModel } from '../model/attackedModel.js';
import type { EvaluationGraph } from '../model/evaluationGraph.js';
import type { IterationGraph } from '../model/iterationGraph.js';
import { lruPool } from '../model/lruPool.js';
import { prepareTasks } from '../rows/preparation.js';
import { traceEvaluator } from '../rows/evaluator.js';
import { auditNetwork, type AuditFindings } from './auditNetwork.js';
import { auditPlan } from './auditPlan.js';
import type { AuditSettings } from './auditSettings.js';

const CLASSES = 10;
const COUNT = 8;
/** Small images: the comparisons are many. */
const SHAPE: ImageShape = [8, 8, 3];
/** Graphs that wait for the next attack of the same kind. */
const GRAPHS = 16;
const resnet8: Architecture = { name: 'resnet8', b: 1, maxOut: 1, norm: 'none' };
const bcosResnet8: Architecture = { name: 'bcos-resnet8', b: 2, maxOut: 1, norm: 'none' };

const settings: AuditSettings = {
  norm: 'linf',
  eps: parseEpsilon('8/255'),
  epsText: '8/255',
  threat: 'pixel',
  loss: 'ce',
  seed: 1,
  steps: 10,
  queries: 60,
  mostSteps: 20,
  mostRestarts: 2,
  diameter: parseEpsilon(1),
  classes: CLASSES,
  draws: false,
  isBcos: false,
};

let engine: Engine;
beforeAll(async () => {
  engine = await openTensorFlow();
});

function modelOf(architecture: Architecture): AttackedModel {
  const network = buildNetwork(architecture, CLASSES, null);
  const weights = loadWeights(network.parameters, initialWeights(network.parameters, 3), 'spec');
  const graphs = {
    iterations: lruPool<IterationGraph>(GRAPHS, () => 1),
    evaluations: lruPool<EvaluationGraph>(GRAPHS, () => 1),
  };
  return { engine, network, weights, classes: CLASSES, shape: SHAPE, graphs };
}

/** Random images, each of the class that a network predicts. */
function imagesFor(model: AttackedModel): ImageRows {
  const random = randomStream(99);
  const images = {
    shape: SHAPE,
    index: Int32Array.from({ length: COUNT }, (_, i) => 100 + i),
    images: Uint8Array.from({ length: COUNT * numbersOf(SHAPE) }, () => random.uint32() & 255),
    labels: new Int32Array(COUNT),
  };
  const plan = auditPlan(settings, {});
  const evaluator = traceEvaluator(model, plan, COUNT);
  const tasks = [...prepareTasks(model, plan, evaluator, imagesInMemory(images), 0, COUNT)];
  evaluator.dispose();
  return imagesInMemory({ ...images, labels: Int32Array.from(tasks, ({ clean }) => clean.prediction) });
}

function audit(architecture: Architecture): AuditFindings {
  const model = modelOf(architecture);
  const isBcos = architecture.name.startsWith('bcos');
  const own = { ...settings, isBcos, draws: model.network.draws, loss: isBcos ? 'bce' : 'ce' } as const;
  const images = imagesFor(model);
  return auditNetwork(model, own, { images, batch: COUNT, other: modelOf(resnet8) }, () => undefined);
}

describe('an audit of a network without a defence', () => {
  it.each([resnet8, bcosResnet8])('finds no sign of masking: $name', (architecture) => {
    const { verdict, correct, comparisons, surface, checks } = audit(architecture);
    expect(verdict.words).toBe('no sign of masking');
    expect(correct).toHaveLength(COUNT);
    expect(comparisons.map(({ name }) => name)).toEqual([
      'attack pgd',
      'attack square',
      'attack random points',
      'steps 1',
      'steps 10',
      'steps 20',
      'restarts 1',
      'restarts 2',
      'radius 8/255',
      'radius 0.1255',
      'radius 0.502',
      'radius 1',
      ...(architecture === resnet8
        ? ['loss ce', 'loss bce', 'loss margin', 'loss dlr', 'loss rescaled']
        : [
            'loss bce',
            'loss ce',
            'loss margin',
            'loss dlr',
            'loss rescaled',
            'gradient true',
            'gradient through W(x)',
          ]),
      'attack transfer',
    ]);
    expect(checks).toHaveLength(6);
    for (const { broken, left } of comparisons) expect(broken.length + left).toBe(COUNT);
    expect(surface.steps).toHaveLength(17);
    for (const { losses } of surface.images) {
      expect(losses).toHaveLength(17);
      // Towards the gradient the loss rises, from the image at the middle on.
      expect(at(at(losses, 9), 8)).toBeGreaterThan(at(at(losses, 8), 8));
    }
  });
});

describe('an audit of a masked network', () => {
  it.each([...defenceKinds.keys()])('says that it is masked: %s', (name) => {
    // The weights are random and the logits close together, so that it takes more to mask them than with trained ones.
    const strength = { temperature: 1e-7, sigmoid: 1e9, noise: 0.05, rounding: 4, shatter: 0.016 }[name];
    const { verdict } = audit({ ...resnet8, defence: defenceNamed(name, strength) });
    expect(verdict.outcome).toBe('masked');
  });
});
