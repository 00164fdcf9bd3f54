import type { Argv } from 'yargs';
import { openTensorFlow } from '@bcos-bench/engine';
import { attackLosses, threatModels, type AttackLossName } from '@bcos-bench/adversary';
import { loadNetwork } from '@bcos-bench/models';
import {
  Fault,
  normSchema,
  openAttackSamples,
  parseEpsilon,
  proportion,
  readCheckpoint,
  readDataset,
  readPictures,
  requireSameClasses,
  requireWhole,
  splitNameSchema,
  threatSchema,
  writeAttackSummary,
  writeExamples,
  writeTiming,
  type AttackSummary,
  type CommonFlags,
  type ParsedFlags,
  type Stage,
  type StageContext,
} from '@bcos-bench/stage';
import { attackPictures } from './attackPictures.js';
import { checkPlan, chooseLoss, usualStepSize, type AttackPlan } from './attackPlan.js';
import { RADIUS_TOLERANCE } from './verification.js';

const lossNames = ['auto', ...Object.keys(attackLosses)] as readonly (AttackLossName | 'auto')[];

const addFlags = (parser: Argv<CommonFlags>) =>
  parser.options({
    data: { type: 'string', demandOption: true, requiresArg: true, describe: 'folder that bcos-data made' },
    checkpoint: { type: 'string', demandOption: true, requiresArg: true, describe: 'folder that bcos-train made' },
    attack: { choices: ['pgd'] as const, default: 'pgd' as const, describe: 'the attack' },
    norm: { choices: normSchema.options, demandOption: true, describe: 'the norm that bounds the perturbation' },
    eps: {
      type: 'string',
      demandOption: true,
      requiresArg: true,
      describe: 'its radius in units of [0,1], such as 8/255',
    },
    steps: { type: 'number', default: 20, requiresArg: true, describe: 'steps' },
    'step-size': { type: 'number', requiresArg: true, describe: 'length of a step; 2.5 eps / steps unless given' },
    threat: {
      choices: threatSchema.options,
      default: 'encoded' as const,
      describe: 'what may move: encoded input or picture',
    },
    loss: { choices: lossNames, default: 'auto' as const, describe: 'loss to climb; auto is the one of the training' },
    split: { choices: splitNameSchema.options, default: 'test' as const, describe: 'split to attack' },
    limit: { type: 'number', requiresArg: true, describe: 'the first so many pictures; all unless given' },
    batch: { type: 'number', default: 128, requiresArg: true, describe: 'pictures at a time; no result depends on it' },
    'random-start': { type: 'boolean', default: false, describe: 'begin at a random point of the ball' },
    restarts: { type: 'number', default: 1, requiresArg: true, describe: 'random starts, of which the best counts' },
    keep: { type: 'number', default: 0, requiresArg: true, describe: 'so many attacked pictures go to examples.arrow' },
  });

type AttackFlags = ReturnType<typeof addFlags> extends Argv<infer Flags> ? Flags : never;

/** The attack stage: data and a checkpoint to `samples.parquet`, `examples.arrow` and `summary.json`. */
export const attackStage: Stage<AttackFlags> = {
  name: 'bcos-attack',
  describe: 'Attacks a network picture by picture and writes a row a picture.',
  flags: addFlags,
  run: attack,
};

async function attack(
  flags: ParsedFlags<AttackFlags>,
  { folder, started, progress, say }: StageContext,
): Promise<void> {
  requireWhole('--batch', flags.batch, 1);
  requireWhole('--limit', flags.limit ?? 1, 1);
  requireWhole('--keep', flags.keep, 0);
  const eps = parseEpsilon(flags.eps);
  const checkpoint = readCheckpoint(flags.checkpoint);
  const dataset = readDataset(flags.data);
  requireSameClasses(checkpoint.model.classes, dataset.classes, flags.checkpoint);
  const plan = checkPlan({
    norm: flags.norm,
    eps,
    steps: flags.steps,
    stepSize: flags.stepSize ?? usualStepSize(eps, flags.steps),
    threat: flags.threat,
    loss: chooseLoss(flags.loss, checkpoint.model.loss),
    randomStart: flags.randomStart,
    restarts: flags.restarts,
    seed: flags.seed,
  });
  const pictures = readPictures(flags.data, flags.split, flags.limit);
  if (pictures.index.length === 0)
    throw new Fault({ what: `split '${flags.split}' has no pictures`, where: flags.data });

  const engine = await openTensorFlow();
  const { network, weights } = loadNetwork(checkpoint, flags.checkpoint);
  const total = pictures.index.length;
  const pictureSteps = total * plan.steps * plan.restarts;
  const counts = { done: 0, clean: 0, robust: 0, pictures: 0 };
  const kept: { index: number; attacked: Float32Array }[] = [];
  const target = { network, weights, classes: dataset.classes.length, batch: Math.min(flags.batch, total) };
  const onStep = (moved: number): void => {
    counts.done += moved;
    const note = counts.pictures === 0 ? '' : `${((100 * counts.robust) / counts.pictures).toFixed(1)}% robust`;
    progress({ done: counts.done, total: pictureSteps, unit: 'picture-steps', note });
  };

  const rows = await openAttackSamples(folder);
  for (const { sample, attacked } of attackPictures(engine, target, plan, pictures, onStep)) {
    await rows.append(sample);
    counts.pictures += 1;
    counts.clean += sample.clean_pred === sample.label ? 1 : 0;
    counts.robust += sample.success ? 0 : 1;
    if (kept.length < flags.keep) kept.push({ index: sample.index, attacked });
  }
  await rows.close();

  const channels = threatModels[plan.threat].channels(network);
  writeExamples(folder, examplesOf(kept, channels));
  const outcome = { clean: proportion(counts.clean, total), robust: proportion(counts.robust, total) };
  writeAttackSummary(
    folder,
    summaryOf(flags, plan, checkpoint.model.architecture.name, dataset.name, outcome, kept.length),
  );
  writeTiming(folder, started, { 'picture-steps': pictureSteps });
  const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;
  say(
    `${checkpoint.model.architecture.name}, ${plan.norm} ${flags.eps}, ${plan.steps} steps, ${plan.threat}: ` +
      `${percent(outcome.clean.value)} clean, ${percent(outcome.robust.value)} robust of ${total} pictures`,
  );
}

function examplesOf(kept: readonly { index: number; attacked: Float32Array }[], channels: number) {
  const width = channels * 1024;
  const values = new Float32Array(kept.length * width);
  kept.forEach(({ attacked }, i) => values.set(attacked, i * width));
  return { index: Int32Array.from(kept, ({ index }) => index), channels, values };
}

function summaryOf(
  flags: ParsedFlags<AttackFlags>,
  plan: AttackPlan,
  network: string,
  dataset: string,
  outcome: { clean: AttackSummary['cleanAccuracy']; robust: AttackSummary['robustAccuracy'] },
  kept: number,
): AttackSummary {
  const checked = `all ${outcome.clean.total} pictures`;
  return {
    network,
    dataset,
    split: flags.split,
    pictures: outcome.clean.total,
    attack: { kind: flags.attack, epsText: flags.eps, targeted: false, stopEarly: false, ...plan },
    cleanAccuracy: outcome.clean,
    robustAccuracy: outcome.robust,
    // A picture that fails one of these ends the run, so a summary is written only where all have passed.
    checks: [
      { name: 'finite and within [0,1]', passed: true, detail: checked },
      { name: `within eps + ${RADIUS_TOLERANCE}`, passed: true, detail: checked },
      { name: 'prediction recomputed from the final picture', passed: true, detail: checked },
    ],
    kept,
  };
}
