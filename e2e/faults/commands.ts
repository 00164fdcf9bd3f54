import type { Inputs } from './inputs.js';
import { stageProgram } from './stageProgram.js';

/** A command that is tried, as a user calls it but for `--out`. */
export interface TriedCommand {
  /** Such as `bcos-attack`. */
  readonly name: string;
  /** The program and its words; it computes for some seconds. */
  readonly words: (inputs: Inputs) => readonly string[];
  /** What the name of `--out` ends with. */
  readonly ending?: string;
}

const attacked = ['--norm', 'linf', '--eps', '8/255'];
const subject = ({ data, network }: Inputs) => ['--data', data, '--checkpoint', network];

/** The tried commands, by what the tables call them. */
export const commands: Readonly<Record<string, TriedCommand>> = {
  data: {
    name: 'bcos-data',
    words: () => [stageProgram('data'), '--dataset', 'shapes', '--train', '1200', '--test', '200'],
  },
  'data: a folder of images': {
    name: 'bcos-data',
    words: ({ images }) => [stageProgram('data'), '--dataset', 'folder', '--source', images],
  },
  'data: corrupted': {
    name: 'bcos-data',
    words: ({ data }) => [
      ...[stageProgram('data'), '--dataset', 'corrupted', '--source', data],
      ...['--corruption', 'gaussian-blur', '--severity', '1,3,5'],
    ],
  },
  train: {
    name: 'bcos-train',
    words: ({ data }) => [
      ...[stageProgram('train'), '--data', data, '--arch', 'resnet8', '--epochs', '2', '--batch', '16'],
    ],
  },
  import: {
    name: 'bcos-import',
    words: ({ weights }) => [stageProgram('import'), '--from', weights, '--arch', 'resnet8', '--classes', '10'],
  },
  export: {
    name: 'bcos-export',
    words: ({ network }) => [stageProgram('export'), '--checkpoint', network],
    ending: '.pt',
  },
  predict: {
    name: 'bcos-predict',
    words: (inputs) => [stageProgram('predict'), ...subject(inputs)],
  },
  'predict check': {
    name: 'bcos-predict',
    words: (inputs) => [stageProgram('predict'), 'check', ...subject(inputs), '--limit', '32'],
  },
  attack: {
    name: 'bcos-attack',
    words: (inputs) => [
      ...[stageProgram('attack'), ...subject(inputs), ...attacked],
      ...['--steps', '8', '--batch', '32', '--limit', '128', '--keep', '96'],
    ],
  },
  autoattack: {
    name: 'bcos-attack',
    words: (inputs) => [
      ...[stageProgram('attack'), ...subject(inputs), ...attacked, '--attack', 'autoattack', '--steps', '10'],
      ...['--members', 'apgd-ce,square', '--queries', '20', '--batch', '32', '--limit', '64'],
    ],
  },
  'attack audit': {
    name: 'bcos-attack',
    words: (inputs) => [
      ...[stageProgram('attack'), 'audit', ...subject(inputs), ...attacked, '--limit', '4', '--steps', '4'],
      ...['--most-steps', '10', '--most-restarts', '2', '--queries', '10'],
    ],
  },
  explain: {
    name: 'bcos-explain',
    words: (inputs) => [
      ...[stageProgram('explain'), ...subject(inputs), '--examples', inputs.attack, '--limit', '16'],
      ...['--method', 'integrated-gradients'],
    ],
  },
  measure: {
    name: 'bcos-measure',
    words: (inputs) => [
      ...[stageProgram('measure'), ...subject(inputs), '--limit', '12', '--methods', 'input-x-gradient'],
      ...['--measures', 'grid-pointing-2x2,deletion,class-randomisation'],
    ],
  },
  'measure detect': {
    name: 'bcos-measure',
    words: (inputs) => [
      ...[stageProgram('measure'), 'detect', ...subject(inputs), '--examples', inputs.attack, '--limit', '32'],
      ...['--method', 'input-x-gradient'],
    ],
  },
  report: {
    name: 'bcos-report',
    words: ({ pipeline, results }) => [stageProgram('report'), '--pipeline', pipeline, '--in', results],
  },
};
