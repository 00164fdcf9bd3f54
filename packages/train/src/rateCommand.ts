import { openTensorFlow, type Engine } from '@bcos-bench/engine';
import {
  expectedImageShape,
  imageShapeFlag,
  imagesInMemory,
  readCheckpoint,
  type ImageRows,
} from '@bcos-bench/formats';
import { numbersOf, type ImageShape } from '@bcos-bench/vocabulary';
import { randomStream } from '@bcos-bench/random';
import { timesASecond, type WorkRate } from '@bcos-bench/cli';
import { runLineCommand } from '@bcos-bench/cli/lineCommand';
import { batchTrainer } from './batchTrainer.js';
import { addTrainFlags } from './trainFlags.js';
import { subjectOf, type TrainedOn, type TrainSubject } from './trainSubject.js';
import { initialTrainingState, parameterNames } from './trainingState.js';

/** What random images are like, and how many classes there are, makes no difference to the time. */
const CLASSES = Array.from({ length: 10 }, (_, i) => String(i));

function randomData(shape: ImageShape, init: string | undefined): TrainedOn {
  const ofChannels = (value: number): number[] => Array.from({ length: shape[2] }, () => value);
  const classes = init === undefined ? CLASSES : readCheckpoint(init).model.classes;
  return { classes, shape: [...shape], channelMean: ofChannels(0.5), channelStd: ofChannels(0.25) };
}

/** Runs `bcos-train rate`: how many images a second a training goes through here, and how many epochs its recipe has. */
export function runRate(argv: readonly string[]): Promise<void> {
  return runLineCommand(
    {
      name: 'bcos-train rate',
      describe: 'Measures how many images per second a training processes on this machine, with random images.',
      example: '--data none --arch resnet20 --image-shape 32x32x3',
      flags: (parser) => addTrainFlags(parser).options({ 'image-shape': imageShapeFlag }),
      line: async (flags) => {
        const shape = expectedImageShape(flags.data, flags.imageShape);
        const data = randomData(shape, flags.init);
        const engine = await openTensorFlow();
        const subject = subjectOf(flags, data);
        const rate: WorkRate = {
          unit: 'images',
          perSecond: imagesASecond(engine, subject, shape, data.classes.length),
          device: engine.computingDevice().device,
        };
        return JSON.stringify({ ...rate, epochs: subject.plan.recipe.epochs });
      },
    },
    argv,
  );
}

function imagesASecond(
  engine: Engine,
  { network, plan, firstWeights }: TrainSubject,
  shape: ImageShape,
  classes: number,
): number {
  const { batch } = plan.recipe;
  const images = randomImages(batch, shape, classes);
  let state = initialTrainingState(firstWeights(), parameterNames(network.parameters), plan);
  const data = { train: images, test: images, classes };
  const trainer = batchTrainer(engine, network, data, plan, state);
  let step = 0;
  const times = timesASecond(() => {
    const numbers = { learningRate: 0, step: step + 1, averageKept: 1 };
    state = trainer.run(state, images.index, { epoch: step, step: 0, stepsPerEpoch: 1 }, numbers).state;
    step += 1;
  });
  trainer.dispose();
  return times * batch;
}

function randomImages(count: number, shape: ImageShape, classes: number): ImageRows {
  const random = randomStream(1);
  return imagesInMemory({
    shape,
    index: Int32Array.from({ length: count }, (_, i) => i),
    images: Uint8Array.from({ length: count * numbersOf(shape) }, () => random.uint32() & 255),
    labels: Int32Array.from({ length: count }, (_, i) => i % classes),
  });
}
