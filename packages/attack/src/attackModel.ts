import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { openTensorFlow } from '@bcos-bench/engine';
import type { AttackSample, SanityFlag } from '@bcos-bench/formats';
import { imageBatch, type Network } from '@bcos-bench/models';
import {
  attackDescription,
  imageShapeSchema,
  proportion,
  UsageFault,
  type ImageShape,
  type Proportion,
} from '@bcos-bench/vocabulary';
import { attackImages, type AttackedImage } from './attackImages.js';
import { counted, noCounts } from './checks/counts.js';
import { checkGradient } from './checks/gradientCheck.js';
import { sanityFlags } from './checks/sanityChecks.js';
import type { AttackedModel } from './model/attackedModel.js';
import { chosenPlan, type AttackChoices } from './plan/chosenPlan.js';
import type { RowsToAttack } from './rows/rowsToAttack.js';
import { imagesAtATime } from './stage/imagesAtATime.js';

/** A model of one's own: logits [N,classes] of images [N,rows,columns,channels] in [0,1], by ops of tfjs alone, each row by itself. */
export type OwnModel = (images: Tensor4D) => Tensor2D;

/** An attack on it: the norm, the radius in units of [0,1], such as `8/255`, and whatever shall not be as usual. */
export type OwnAttack = Pick<AttackChoices, 'norm' | 'eps'> &
  Partial<Omit<AttackChoices, 'threat' | 'large' | 'round'>> & { readonly batch?: number };

/** What an attack left of a model. */
export interface OwnRobustness {
  /** The images that are classified rightly without the attack and after it, with Wilson intervals. */
  readonly clean: Proportion;
  readonly robust: Proportion;
  /** What speaks for masked gradients, or for an attack that failed; a model is not robust because nothing is raised. */
  readonly flags: readonly SanityFlag[];
  /** A row for each image, in order, as in `samples.parquet`. */
  readonly samples: readonly AttackSample[];
  /** The attacked images [N,rows,columns,channels], the caller's to dispose. */
  readonly attacked: Tensor4D;
}

const usual: Omit<AttackChoices, 'norm' | 'eps'> = {
  ...{ attack: 'pgd', threat: 'pixel', loss: 'ce', rescale: false, randomStart: false, restarts: 1 },
  ...{ stopEarly: false, round: false, seed: 0, large: null },
};

/**
 * Attacks a model of one's own. Every attacked image is measured and classified again; the same inputs give the same bytes, whatever the
 * batch.
 * @param images [N,rows,columns,channels] in [0,1], of 1 or 3 channels
 * @param labels the right class of each
 * @throws UsageFault for images, labels or choices that cannot be; Fault where the engine cannot be built
 */
export async function attackModel(
  model: OwnModel,
  images: Tensor4D,
  labels: Iterable<number>,
  { batch, ...choices }: OwnAttack,
): Promise<OwnRobustness> {
  const engine = await openTensorFlow();
  const shape = shapeOf(images);
  const rows = rowsOf(images, Int32Array.from(labels));
  const classes = classesOf(model, images);
  requireClasses(rows.labels, classes);
  const network = networkOf(model, shape);
  const plan = chosenPlan({ ...usual, ...choices }, { ...network, classes: { length: classes } }, shape);
  const attackedModel: AttackedModel = { engine, network, weights: new Map(), classes, shape };
  const [total] = images.shape;
  const found: AttackedImage[] = [
    ...attackImages(
      attackedModel,
      plan,
      { images: rows, from: 0, batch: imagesAtATime(batch, shape, total) },
      () => undefined,
    ),
  ];
  const samples = found.map(({ sample }) => sample);
  const counts = samples.reduce(counted, noCounts);
  const gradientCheck = checkGradient(attackedModel, plan, rows, total);
  const { finds } = attackDescription(plan.attack);
  return {
    clean: proportion(counts.clean, counts.images),
    robust: proportion(counts.robust, counts.images),
    flags: sanityFlags({ counts, gradientCheck, classes, finds }),
    samples,
    attacked: imageBatch(
      found.map(({ attacked }) => attacked),
      total,
      shape,
    ),
  };
}

function shapeOf({ shape: [, ...shape] }: Tensor4D): ImageShape {
  const parsed = imageShapeSchema.safeParse(shape);
  if (parsed.success) return parsed.data;
  throw new UsageFault({ what: `images cannot be of ${shape.join('x')}`, remedy: 'give [N,rows,columns,1 or 3]' });
}

function rowsOf(images: Tensor4D, labels: Int32Array): RowsToAttack {
  const [count] = images.shape;
  if (count === 0 || labels.length !== count) {
    throw new UsageFault({ what: `${count} images have ${labels.length} labels`, remedy: 'give each image one label' });
  }
  const values = images.dataSync<'float32'>();
  const outside = values.findIndex((value) => !(value >= 0 && value <= 1));
  if (outside !== -1) {
    const place = Math.floor((outside * count) / values.length);
    throw new UsageFault({ what: `image ${place} holds ${values[outside]}`, remedy: 'give images in [0,1]' });
  }
  const width = values.length / count;
  return {
    index: Int32Array.from(labels.keys()),
    labels,
    image: (place) => Float32Array.from(values.subarray(place * width, (place + 1) * width)),
  };
}

function classesOf(model: OwnModel, images: Tensor4D): number {
  const [rows, classes] = tf.tidy(() => model(tf.slice(images, 0, 1)).shape);
  if (rows === 1) return classes;
  throw new UsageFault({ what: `the model gives ${rows} rows for 1 image`, remedy: 'give logits [N,classes]' });
}

function requireClasses(labels: Int32Array, classes: number): void {
  const place = labels.findIndex((label) => !(label >= 0 && label < classes));
  if (place === -1) return;
  throw new UsageFault({
    what: `image ${place} has the label ${labels[place]}`,
    remedy: `give labels from 0 to ${classes - 1}`,
  });
}

/** The model as a network without weights of its own: those of the model are constants to what is traced. */
function networkOf(model: OwnModel, [, , channels]: ImageShape): Network {
  return {
    architecture: { name: 'own', b: 1, maxOut: 1, norm: 'none' },
    encoding: 'rgb',
    imageChannels: channels,
    channels,
    ...{ leastSide: 1, sideUnit: 1, sides: null, loss: 'cross-entropy', logitBias: 0, parameters: [], draws: false },
    logits: (images) => model(images),
  };
}
