import { openTensorFlow } from '@bcos-bench/engine';
import { threatModels } from '@bcos-bench/adversary';
import { loadNetwork } from '@bcos-bench/models';
import {
  Fault,
  openAttackSamples,
  proportion,
  readCheckpoint,
  readDataset,
  readPictures,
  requireSameClasses,
  writeAttackSummary,
  writeExamples,
  writeTiming,
  type AttackSummary,
  type Examples,
  type ParsedFlags,
  type Pictures,
  type Stage,
  type StageContext,
} from '@bcos-bench/stage';
import { addAttackFlags, planOf, type AttackFlags } from './attackFlags.js';
import { attackPictures, type AttackedPicture } from './attackPictures.js';
import type { AttackPlan } from './attackPlan.js';
import { RADIUS_TOLERANCE } from './verification.js';

/** The attack stage: data and a checkpoint to `samples.parquet`, `examples.arrow` and `summary.json`. */
export const attackStage: Stage<AttackFlags> = {
  name: 'bcos-attack',
  describe: 'Attacks a network picture by picture and writes a row a picture.',
  flags: addAttackFlags,
  run: attack,
};

async function attack(flags: ParsedFlags<AttackFlags>, context: StageContext): Promise<void> {
  const checkpoint = readCheckpoint(flags.checkpoint);
  const plan = planOf(flags, checkpoint.model);
  const dataset = readDataset(flags.data);
  requireSameClasses(checkpoint.model.classes, dataset.classes, flags.checkpoint);
  const pictures = readPictures(flags.data, flags.split, flags.limit);
  const total = pictures.index.length;
  if (total === 0) throw new Fault({ what: `split '${flags.split}' has no pictures`, where: flags.data });

  const engine = await openTensorFlow();
  const { network, weights } = loadNetwork(checkpoint, flags.checkpoint);
  const target = { network, weights, classes: dataset.classes.length, batch: Math.min(flags.batch, total) };
  const pictureSteps = total * plan.steps * plan.restarts;
  const tally: Tally = { clean: 0, robust: 0, pictures: 0, kept: [] };
  const attacked = attackPictures(engine, target, plan, pictures, stepReporter(context, pictureSteps, tally));
  await writeRows(context.folder, attacked, flags.keep, tally);

  writeExamples(context.folder, examplesOf(tally.kept, threatModels[plan.threat].channels(network)));
  const { name } = network.architecture;
  const summary = summaryOf(flags, plan, { network: name, dataset: dataset.name, pictures }, tally);
  writeAttackSummary(context.folder, summary);
  writeTiming(context.folder, context.started, { 'picture-steps': pictureSteps });
  const [clean, robust] = [summary.cleanAccuracy, summary.robustAccuracy].map(({ value }) => (100 * value).toFixed(1));
  const cell = `${plan.norm} ${flags.eps}, ${plan.steps} steps, ${plan.threat}`;
  context.say(`${name}, ${cell}: ${clean}% clean, ${robust}% robust of ${total} pictures`);
}

/** What is known of the pictures that are done. */
interface Tally {
  clean: number;
  robust: number;
  pictures: number;
  readonly kept: { readonly index: number; readonly attacked: Float32Array }[];
}

function stepReporter({ progress }: StageContext, total: number, tally: Readonly<Tally>): (moved: number) => void {
  let done = 0;
  return (moved) => {
    done += moved;
    const note = tally.pictures === 0 ? '' : `${((100 * tally.robust) / tally.pictures).toFixed(1)}% robust`;
    progress({ done, total, unit: 'picture-steps', note });
  };
}

async function writeRows(
  folder: string,
  attacked: Iterable<AttackedPicture>,
  keep: number,
  tally: Tally,
): Promise<void> {
  const rows = await openAttackSamples(folder);
  for (const { sample, attacked: values } of attacked) {
    await rows.append(sample);
    tally.pictures += 1;
    tally.clean += sample.clean_pred === sample.label ? 1 : 0;
    tally.robust += sample.success ? 0 : 1;
    if (tally.kept.length < keep) tally.kept.push({ index: sample.index, attacked: values });
  }
  await rows.close();
}

function examplesOf(kept: Tally['kept'], channels: number): Examples {
  const width = channels * 1024;
  const values = new Float32Array(kept.length * width);
  kept.forEach(({ attacked }, i) => {
    values.set(attacked, i * width);
  });
  return { index: Int32Array.from(kept, ({ index }) => index), channels, values };
}

function summaryOf(
  flags: ParsedFlags<AttackFlags>,
  plan: AttackPlan,
  about: { readonly network: string; readonly dataset: string; readonly pictures: Pictures },
  tally: Tally,
): AttackSummary {
  const total = about.pictures.index.length;
  const detail = `all ${total} pictures`;
  return {
    network: about.network,
    dataset: about.dataset,
    split: flags.split,
    pictures: total,
    attack: { kind: flags.attack, epsText: flags.eps, targeted: false, stopEarly: false, ...plan },
    cleanAccuracy: proportion(tally.clean, total),
    robustAccuracy: proportion(tally.robust, total),
    // A picture that fails one of these ends the run, so a summary is written only where all have passed.
    checks: [
      { name: 'finite and within [0,1]', passed: true, detail },
      { name: `within eps + ${RADIUS_TOLERANCE}`, passed: true, detail },
      { name: 'prediction recomputed from the final picture', passed: true, detail },
    ],
    kept: tally.kept.length,
  };
}
