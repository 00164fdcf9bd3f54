// Every command with words that are sound, the inputs that can be made odd, and how it is run in this process.
import { pipelineFiles, pipelinesOn } from '../../../packages/nx-plugin/dist/projects/pipelinesOn.js';
import { runStage } from '../../../packages/cli/dist/index.js';
import { reportingFaults } from '../../../packages/vocabulary/dist/fault.js';
import { auditStage } from '../../../packages/attack/dist/audit/auditStage.js';
import { attackStage } from '../../../packages/attack/dist/stage/attackStage.js';
import { runIdentity as dataIdentity } from '../../../packages/data/dist/identityCommand.js';
import { dataStage } from '../../../packages/data/dist/dataStage.js';
import { explainStage } from '../../../packages/explain/dist/stage.js';
import { exportStage } from '../../../packages/export/dist/exportStage.js';
import { runIdentity as importIdentity } from '../../../packages/import/dist/identityCommand.js';
import { defendStage } from '../../../packages/import/dist/defendStage.js';
import { importStage } from '../../../packages/import/dist/importStage.js';
import { detectStage } from '../../../packages/measure/dist/detection/detectStage.js';
import { measureStage } from '../../../packages/measure/dist/measureStage.js';
import { checkStage } from '../../../packages/predict/dist/check/checkStage.js';
import { predictStage } from '../../../packages/predict/dist/predictStage.js';
import { runDiff } from '../../../packages/report/dist/diff/diffCommand.js';
import { reportStage } from '../../../packages/report/dist/reportStage.js';
import { trainStage } from '../../../packages/train/dist/trainStage.js';

const stage = (of) => (argv) => runStage(of, argv);

/**
 * `words`: by flag. `inputs`: the flags that name one of the sound folders or files. `out`: what `--out` is called; null where the command
 * writes nothing. `argv`: how words become a command line where they are no flags; `hasNoFlags`: it has none whose words can be odd.
 */
export const COMMANDS = {
  'bcos-data shapes': {
    run: stage(dataStage),
    words: { dataset: 'shapes', train: '6', test: '3', seed: '1' },
    inputs: {},
    out: 'made',
  },
  'bcos-data folder': {
    run: stage(dataStage),
    words: { dataset: 'folder', train: '4', test: '2' },
    inputs: { source: 'images' },
    out: 'made',
  },
  'bcos-data identity': { run: dataIdentity, words: { dataset: 'folder' }, inputs: { source: 'images' }, out: null },
  'bcos-train': {
    run: stage(trainStage),
    words: { arch: 'resnet8', epochs: '1', batch: '24', lr: '0.003', recipe: 'basic', adversarial: 'none' },
    inputs: { data: 'data' },
    out: 'made',
  },
  'bcos-import': {
    run: stage(importStage),
    words: { arch: 'auto', classes: '10' },
    inputs: { from: 'weights/resnet8.pt' },
    out: 'made',
  },
  'bcos-import identity': {
    run: importIdentity,
    words: { arch: 'auto' },
    inputs: { from: 'weights/resnet8.pt' },
    out: null,
  },
  'bcos-import defend': {
    run: stage(defendStage),
    words: { defence: 'rounding', strength: '8' },
    inputs: { checkpoint: 'network' },
    out: 'made',
  },
  'bcos-export': { run: stage(exportStage), words: {}, inputs: { checkpoint: 'network' }, out: 'made.pt' },
  'bcos-predict': {
    run: stage(predictStage),
    words: { split: 'test', limit: '4', batch: '4' },
    inputs: { data: 'data', checkpoint: 'network' },
    out: 'made',
  },
  'bcos-predict check': {
    run: stage(checkStage),
    words: { limit: '4', batch: '4' },
    inputs: { data: 'data', checkpoint: 'network' },
    out: 'made',
  },
  'bcos-attack audit': {
    run: stage(auditStage),
    words: {
      norm: 'linf',
      eps: '8/255',
      limit: '2',
      steps: '1',
      'most-steps': '2',
      'most-restarts': '1',
      queries: '2',
    },
    inputs: { data: 'data', checkpoint: 'network' },
    out: 'made',
  },
  'bcos-attack': {
    run: stage(attackStage),
    words: {
      norm: 'linf',
      eps: '8/255',
      steps: '1',
      'step-size': '2/255',
      limit: '4',
      keep: '1',
      restarts: '1',
      loss: 'ce',
      batch: '8',
    },
    inputs: { data: 'data', checkpoint: 'network' },
    out: 'made',
  },
  'bcos-explain': {
    run: stage(explainStage),
    words: { limit: '4', method: 'input-x-gradient', batch: '4' },
    inputs: { data: 'data', checkpoint: 'network', examples: 'attack' },
    out: 'made',
  },
  'bcos-measure': {
    run: stage(measureStage),
    words: { limit: '2', methods: 'input-x-gradient', measures: 'sparseness,deletion', batch: '4' },
    inputs: { data: 'data', checkpoint: 'network' },
    out: 'made',
  },
  'bcos-measure detect': {
    run: stage(detectStage),
    words: { limit: '12', method: 'input-x-gradient', batch: '4' },
    inputs: { data: 'data', checkpoint: 'network', examples: 'attack-of-all' },
    out: 'made',
  },
  'bcos-report': {
    run: stage(reportStage),
    words: {},
    inputs: { pipeline: 'workspace/pipelines/odd.yaml', in: 'results' },
    out: 'made',
  },
  'bcos-report diff': {
    run: runDiff,
    words: { 'fail-on': 'beyond' },
    inputs: { a: 'report', b: 'report' },
    out: null,
    argv: ({ a, b, ...flags }) => [...[a, b].filter((word) => word !== undefined), ...flagWords(flags)],
  },
  // What `bcos plan` and the plugin read before Nx begins: a pipeline's file, and the variables that choose and shrink it.
  'pipeline file': {
    run: ([root, environment]) =>
      reportingFaults('bcos', async () => void pipelinesOn(pipelineFiles(root), root, JSON.parse(environment))),
    words: { PIPELINE: 'odd', EPOCHS: '1', TRAIN: '8', TEST: '4', LIMIT: '2' },
    inputs: { root: 'workspace' },
    out: null,
    argv: ({ root, ...environment }) => [root ?? '', JSON.stringify(environment)],
    hasNoFlags: true,
  },
};

export function flagWords(words) {
  return Object.entries(words).map(([name, value]) => `--${name}=${value}`);
}
