import type { Argv } from 'yargs';
import { architectureNamed, architecturesInWords, networkFamilies } from '@bcos-bench/models';
import { trainingMethodSchema, threatSchema, UsageFault, type CommonFlags } from '@bcos-bench/vocabulary';
import type { Architecture } from '@bcos-bench/formats';
import type { ParsedFlags } from '@bcos-bench/cli';
import { augmentationSchema, clipSchema, criterionSchema, optimiserSchema, scheduleSchema } from './recipe.js';
import { USUAL_RECIPE, recipes } from './recipes/registry.js';

const number = (describe: string) => ({ type: 'number', requiresArg: true, describe }) as const;
const text = (describe: string) => ({ type: 'string', requiresArg: true, describe }) as const;

/** Flags that override a field of the recipe each, by the field's name; none has a value unless it is given. */
export const recipeFlags = {
  epochs: number('passes over the training split'),
  batch: number('images per step'),
  lr: number('learning rate; the schedule multiplies it'),
  optimiser: { choices: optimiserSchema.options, describe: 'optimiser' },
  momentum: number('momentum of sgd'),
  'weight-decay': number('weight decay of all parameters'),
  'adam-epsilon': number("Adam's epsilon"),
  schedule: { choices: scheduleSchema.options, describe: 'schedule of the learning rate' },
  'warmup-epochs': number('epochs of the warm-up of warmup-cosine'),
  milestones: text('epochs at which multi-step lowers the rate, such as 50,100'),
  decay: number('factor of multi-step at a milestone'),
  peak: number('where cyclic has its peak, as a share of all steps'),
  loss: { choices: criterionSchema.options, describe: 'loss to minimise' },
  'label-smoothing': number('share of each label that is spread over all classes'),
  clip: { choices: clipSchema.options, describe: 'how gradients are clipped' },
  'clip-factor': number("largest norm of a unit's gradient, relative to the norm of its weights"),
  'ema-decay': number('share that the moving average of the weights keeps at an update; 0 for no average'),
  'ema-every': number('steps between updates of the average'),
  augmentation: text(`a list, in order, of ${augmentationSchema.options.join(', ')}; or none`),
  'cutout-side': number('side of the square of cutout, in pixels'),
  adversarial: text('train on attacked images: NORM:EPS:STEPS such as linf:8/255:7, or none'),
  'adversarial-attack': { choices: trainingMethodSchema.options, describe: 'method of the attack' },
  'adversarial-step': number('step size of the attack, as a share of eps; the default of the method unless given'),
  'adversarial-threat': { choices: threatSchema.options, describe: 'what the attack moves' },
  'adversarial-start': { choices: ['image', 'random'], describe: 'where the attack begins' },
  'adversarial-keep': { choices: ['last', 'best'], describe: 'which iterate the attack keeps' },
  'adversarial-warmup': number("epochs over which the attack's radius grows to its full size"),
} as const;

/** Adds the flags of `bcos-train` to a parser that has those of every stage. */
export const addTrainFlags = (parser: Argv<CommonFlags>) =>
  parser
    .epilogue(`Architectures: ${architecturesInWords([...networkFamilies.keys()])}`)
    .options({
      data: { type: 'string', demandOption: true, requiresArg: true, describe: 'folder that bcos-data made' },
      arch: {
        ...text('architecture, to be trained from random weights; all are named below'),
        coerce: (name: string) => architectureNamed(name, {}).name,
      },
      init: text('folder of a checkpoint to train further, an ONNX network among them, in place of --arch'),
      b: number('exponent of a B-cos network; 2 unless given'),
      'max-out': number("MaxOut units per filter of a B-cos network; the architecture's own, usually 1, unless given"),
      norm: text("norm of a B-cos network, such as bnu-linear; the architecture's own unless given"),
      recipe: { choices: [...recipes.keys()], default: USUAL_RECIPE, describe: 'defaults of the flags below' },
    })
    .options(recipeFlags)
    .options({
      tensorboard: text('folder for TensorBoard events'),
      'state-minutes': {
        ...number('minutes between saved states; one is also saved after each epoch'),
        default: 5,
      },
    });

/** The flags of `bcos-train` and the common ones. */
export type TrainFlags = ReturnType<typeof addTrainFlags> extends Argv<infer Flags> ? Flags : never;

/** The architecture that the flags ask for. @throws UsageFault where there is none such, or none is named */
export function architectureOf({ arch, b, maxOut, norm }: ParsedFlags<TrainFlags>): Architecture {
  if (arch === undefined) {
    const remedy = 'give an architecture, or a checkpoint with --init';
    throw new UsageFault({ what: 'is missing', where: '--arch', remedy });
  }
  return architectureNamed(arch, { b, maxOut, norm });
}
