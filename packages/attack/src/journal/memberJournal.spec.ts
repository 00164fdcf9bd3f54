import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTensorFlow } from '@bcos-bench/engine';
import { buildNetwork, initialWeights, loadWeights } from '@bcos-bench/models';
import { imagesInMemory, type ImageRows } from '@bcos-bench/formats';
import { numbersOf, parseEpsilon, type ImageShape } from '@bcos-bench/vocabulary';
import { randomStream } from '@bcos-bench/random';
import { attackImages, type AttackedImage } from '../attackImages.js';
import type { MemberResults } from '../batching/memberResults.js';
import type { AttackedModel } from '../model/attackedModel.js';
import type { EvaluationGraph } from '../model/evaluationGraph.js';
import type { IterationGraph } from '../model/iterationGraph.js';
import { lruPool } from '../model/lruPool.js';
import type { AttackPlan } from '../plan/attackPlan.js';
import { plainPlan } from '../testing/plan.fixture.js';
import { openJournal } from './attackJournal.js';

const CLASSES = 10;
const COUNT = 20;
const SHAPE: ImageShape = [8, 8, 3];
/** Graphs that wait for the next attack of the same kind: attacks are many. */
const GRAPHS = 24;
const MEMBERS = ['apgd-ce', 'apgd-t', 'fab-t', 'square'];

const plan: AttackPlan = {
  ...plainPlan,
  attack: 'autoattack',
  threat: 'pixel',
  eps: parseEpsilon('4/255'),
  steps: 4,
  options: { members: MEMBERS.join(), rho: 0.75, targets: 2, queries: 9 },
};

const root = mkdtempSync(join(tmpdir(), 'members-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let model: AttackedModel;
let images: ImageRows;
let whole: AttackedImage[];
let turns = 0;
beforeAll(async () => {
  const network = buildNetwork({ name: 'resnet8', b: 1, maxOut: 1, norm: 'none' }, CLASSES, null);
  const weights = loadWeights(network.parameters, initialWeights(network.parameters, 3), 'spec');
  const graphs = {
    iterations: lruPool<IterationGraph>(GRAPHS, () => 1),
    evaluations: lruPool<EvaluationGraph>(GRAPHS, () => 1),
  };
  model = { engine: await openTensorFlow(), network, weights, classes: CLASSES, shape: SHAPE, graphs };
  images = imagesOfPredictedClass();
  whole = [...attackImages(model, plan, { images, from: 0, batch: COUNT }, () => (turns += 1))];
});

/** Random images, most of the class that the network predicts: those leave work to all members. */
function imagesOfPredictedClass(): ImageRows {
  const random = randomStream(99);
  const labelled = {
    shape: SHAPE,
    index: Int32Array.from({ length: COUNT }, (_, i) => 100 + i),
    images: Uint8Array.from({ length: COUNT * numbersOf(SHAPE) }, () => random.uint32() & 255),
    labels: new Int32Array(COUNT),
  };
  const clean = { ...plainPlan, threat: 'pixel', steps: 1 } as const;
  const seen = attackImages(model, clean, { images: imagesInMemory(labelled), from: 0, batch: COUNT }, () => undefined);
  const labels = Int32Array.from(seen, ({ sample }, i) => (sample.clean_pred + (i % 9 === 0 ? 1 : 0)) % CLASSES);
  return imagesInMemory({ ...labelled, labels });
}

class Killed extends Error {}

/**
 * The attack with its journal in `folder`, from where it was.
 * @param batch how many images at a time
 * @param most after how many turns of a member it is killed
 * @param kept is told what each member is done with: member and image
 * @returns the turns it took, if it came to its end; infinity if not
 */
function attack(folder: string, batch: number, most: number, kept: (done: string) => void = () => undefined): number {
  const journal = openJournal(folder, 'key', COUNT);
  const members: MemberResults = {
    find: (member, task) => journal.members.find(member, task),
    keep: (member, image) => {
      kept(`${member} ${image.task.place}`);
      journal.members.keep(member, image);
    },
  };
  let turns = 0;
  const onSteps = (): void => {
    turns += 1;
    if (turns > most) throw new Killed();
  };
  try {
    for (const image of attackImages(model, plan, { images, from: journal.done, batch, members }, onSteps)) {
      journal.append(image);
    }
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    return Number.POSITIVE_INFINITY;
  } finally {
    journal.close();
  }
  return turns;
}

/** What the journal in `folder` ends with. */
function result(folder: string) {
  const journal = openJournal(folder, 'key', COUNT);
  return { samples: [...journal.samples()], values: journal.examples(SHAPE).values };
}

/** What it must end with. */
function expected() {
  const values = Float32Array.from(whole.flatMap(({ attacked }) => [...attacked]));
  return { samples: whole.map(({ sample }) => sample), values };
}

describe('what the members of an ensemble have done', () => {
  it('is of all members here, and some images withstand them', () => {
    const brokenBy = new Set(whole.map(({ sample }) => sample.broken_by));
    expect(brokenBy.size).toBeGreaterThan(2);
    expect(whole.some(({ sample }) => !sample.success)).toBe(true);
    expect(turns).toBeGreaterThan(30);
  });

  it.each([
    [1, 7],
    [7, 64],
    [64, 1],
  ])('is kept, wherever the attack is killed: batch %i, and then %i', (batch, then) => {
    const all: string[] = [];
    const iterations = attack(join(root, `whole ${batch}`), batch, Number.POSITIVE_INFINITY, (done) => all.push(done));
    expect(result(join(root, `whole ${batch}`))).toEqual(expected());
    for (const share of [0.1, 0.4, 0.8, 0.95]) {
      const folder = join(root, `${share} of ${batch}`);
      const done: string[] = [];
      attack(folder, batch, Math.floor(share * iterations), (each) => done.push(each));
      if (share > 0.5) expect(done.length).toBeGreaterThan(all.length / 3);
      attack(folder, then, Number.POSITIVE_INFINITY, (each) => done.push(each));
      expect(result(folder)).toEqual(expected());
      // Nothing is done twice, whenever it was done.
      expect(done.toSorted()).toEqual(all.toSorted());
    }
  });

  it('adds up where the attack is killed again and again', () => {
    const folder = join(root, 'again');
    const done: string[] = [];
    let runs = 1;
    while (attack(folder, 8, 45, (each) => done.push(each)) > 45) runs += 1;
    expect(runs).toBeGreaterThan(2);
    expect(result(folder)).toEqual(expected());
    expect(new Set(done).size).toBe(done.length);
  });

  it('is done again where it is damaged, and forgotten where the images are through', () => {
    const folder = join(root, 'damaged');
    attack(folder, COUNT, turns - 3);
    const parts = (): string[] => readdirSync(join(folder, 'members')).filter((name) => name.endsWith('.safetensors'));
    expect(parts()).not.toEqual([]);
    for (const name of parts()) writeFileSync(join(folder, 'members', name), 'cut');
    attack(folder, 7, Number.POSITIVE_INFINITY);
    expect(result(folder)).toEqual(expected());
    expect(parts()).toEqual([]);
  });
});
