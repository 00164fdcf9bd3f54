import type { Argv } from 'yargs';
import { attackDescription, attackNameSchema, normaliserNames, normSchema, threatSchema } from '@bcos-bench/vocabulary';

const text = (describe: string) => ({ type: 'string', requiresArg: true, describe }) as const;
const number = (describe: string) => ({ type: 'number', requiresArg: true, describe }) as const;

/** Adds the flags of `bcos evaluate` to a parser. */
export const addEvaluateFlags = (parser: Argv) =>
  parser
    .positional('network', {
      type: 'string',
      demandOption: true,
      describe: 'file of weights (.pt, .pth, .ckpt, .safetensors, .onnx) or folder of a checkpoint',
    })
    .options({
      data: {
        ...text('folder that bcos-data made, or a source that it reads: folders of images, arrays, archives'),
        demandOption: true,
      },
      dataset: text('what --data is, if that cannot be seen: a data set of bcos-data'),
      size: number('rows and columns of every image, for folders of images'),
      norm: { choices: normSchema.options, demandOption: true, describe: 'the norm that bounds the perturbation' },
      eps: { ...text('its radius in units of [0,1], such as 8/255'), demandOption: true },
      'allow-large-eps': { type: 'boolean', default: false, describe: 'take an l-inf radius above 1' },
      attack: { choices: attackNameSchema.options, default: 'autoattack' as const, describe: 'method' },
      steps: number(`steps; unless given the usual ones: autoattack ${attackDescription('autoattack').usualSteps}`),
      members: text('which attacks autoattack has: standard, plus, rand, or names such as apgd-ce,square'),
      queries: number("steps of autoattack's member square"),
      threat: {
        choices: threatSchema.options,
        default: 'pixel' as const,
        describe: 'what may move: encoded input or image',
      },
      limit: number('attack the first N test images; all unless given'),
      explain: { ...number('how many of them are explained on the page'), default: 4 },
      arch: { ...text('architecture; auto finds it from the arrays of the file'), default: 'auto' },
      b: number('exponent of a B-cos network'),
      'max-out': number('MaxOut units per filter of a B-cos network'),
      'network-norm': text('norm of a B-cos network'),
      classes: text("the classes in the order of the network's outputs; the order of the data unless given"),
      normalise: {
        choices: normaliserNames,
        requiresArg: true,
        describe: 'normaliser of a network whose file holds none; data: that of the training images',
      },
      mean: text('its means, such as 0.4914,0.4822,0.4465'),
      std: text('its deviations'),
      'channel-order': { choices: ['rgb', 'bgr'] as const, describe: 'order in which the network takes channels' },
      'input-range': { choices: [1, 255], type: 'number', requiresArg: true, describe: 'largest number of an image' },
      key: text('key in the file that holds the weights'),
      prefix: text("prefix of the names of the network's arrays"),
      ema: { type: 'boolean', default: false, describe: 'take the moving average of the weights from the file' },
      anyway: {
        type: 'boolean',
        default: false,
        describe: 'attack though the clean accuracy is near chance, or another way to read the network is better',
      },
      measure: { type: 'boolean', default: true, describe: 'measure the speed of this machine for the plan' },
      name: text('name of the pipeline that is written; evaluate-NETWORK unless given'),
      out: text('folder to which the report is copied'),
      json: text('file to write the outcome to as JSON'),
      markdown: text('file to write the outcome to as Markdown'),
      'fail-under': number('exit with 3 if the robust accuracy, from 0 to 1, is less'),
    });

/** The flags of `bcos evaluate`. */
export type EvaluateFlags = Awaited<ReturnType<typeof addEvaluateFlags>['argv']>;
