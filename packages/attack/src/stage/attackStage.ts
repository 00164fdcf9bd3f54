import { openTensorFlow } from '@bcos-bench/engine';
import { otherSizeNote } from '@bcos-bench/models';
import {
  circumstances,
  openAttackSamples,
  openImages,
  readDataset,
  writeAttackSummary,
  writeExamples,
  writeTiming,
  type AttackSummary,
  type ImageRows,
} from '@bcos-bench/formats';
import {
  attackDescription,
  Fault,
  Interruption,
  numbersOf,
  requireSameClasses,
  type Proportion,
} from '@bcos-bench/vocabulary';
import { radiusTolerance } from '../rows/verification.js';
import { resumeFolder, type ParsedFlags, type Stage, type StageContext } from '@bcos-bench/cli';
import { addAttackFlags, planOf, type AttackFlags } from './attackFlags.js';
import { attackIdentity } from './attackIdentity.js';
import { openJournal, type Journal } from '../journal/attackJournal.js';
import { attackedShape } from '../model/attackedNetwork.js';
import { attackImages } from '../attackImages.js';
import { startStopwatch } from '../batching/stopwatch.js';
import type { AttackPlan } from '../plan/attackPlan.js';
import { membersOf } from '../plan/autoAttack.js';
import { isMethodPlan, roundsOf } from '../plan/methodPlan.js';
import { attackSummary } from './attackSummary.js';
import { imagesAtATime } from './imagesAtATime.js';
import { counted, noCounts, type Counts } from '../checks/counts.js';
import { countAttacked } from '../rows/preparation.js';
import { stampOf, type OpenedNetwork } from './openedNetwork.js';
import { rememberedGradientCheck } from '../checks/rememberedGradientCheck.js';
import { sanityFlags } from '../checks/sanityChecks.js';
import { noModelCache, type ModelCache } from './modelCache.js';

/** The attack stage: data and a checkpoint to `samples.parquet`, `examples.arrow` and `summary.json`. */
export const attackStage = attackStageAt(noModelCache());

/** The same for many attacks in one process: what is written does not depend on the model cache. */
export function attackStageAt({ networks, open }: ModelCache): Stage<AttackFlags> {
  return {
    name: 'bcos-attack',
    describe: 'Attacks a network image by image and writes one row per image. A killed attack goes on where it was.',
    example: '--data out/try/data --checkpoint out/try/resnet8 --norm linf --eps 8/255 --out out/try/attack',
    flags: addAttackFlags,
    inputs: ({ data, checkpoint }) => ({ '--data': data, '--checkpoint': checkpoint }),
    run: async (flags, context) => {
      const stamp = stampOf(flags.checkpoint);
      const opened = networks.borrow(stamp, () => open(flags.checkpoint));
      try {
        await attack(flags, context, opened);
      } finally {
        networks.giveBack(stamp, opened);
      }
    },
  };
}

async function attack(flags: ParsedFlags<AttackFlags>, context: StageContext, opened: OpenedNetwork): Promise<void> {
  const { model, hashes } = opened;
  const dataset = readDataset(flags.data);
  const plan = planOf(flags, model, dataset.shape);
  requireSameClasses(model.classes, dataset.classes, flags.checkpoint);
  if (flags.eot !== undefined && plan.eot === undefined) {
    context.note('--eot changes nothing: the network draws no random numbers');
  }
  const images = openImages(flags.data, flags.split, flags.limit);
  const total = countImages(images, plan, flags);

  const engine = await openTensorFlow();
  const attackedModel = opened.attackedModel(engine, images.shape);
  const sizeNote = otherSizeNote(model, images.shape);
  if (sizeNote !== null) context.note(sizeNote);
  const { data, split, limit = null, keep } = flags;
  const about = { backend: engine.backend, gpu: engine.gpu };
  const key = attackIdentity(plan, { data, checkpoint: hashes, split, limit, keep, engine: about });
  const journal = openJournal(resumeFolder(flags.out), key, keep);

  const report = progressOf(context, stepsOfPlan(plan, context, model.classes.length), total, journal);
  const batch = imagesAtATime(flags.batch, images.shape, total);
  const stopwatch = startStopwatch();
  const onSteps = (imageSteps: number): void => {
    journal.keepUp();
    report.onSteps(imageSteps);
  };
  try {
    for (const image of attackImages(
      attackedModel,
      plan,
      { images, from: journal.done, batch, members: journal.members },
      onSteps,
      stopwatch,
    )) {
      journal.append(image);
      report.onImage(image.sample.adv_pred === image.sample.label);
    }
  } catch (error) {
    if (error instanceof Interruption) journal.close();
    throw error;
  }
  journal.close();

  const counts = await writeRows(context.folder, journal, plan);
  writeExamples(context.folder, journal.examples(attackedShape(attackedModel, plan)));
  const gradientCheck = rememberedGradientCheck(opened.gradientChecks, attackedModel, plan, {
    data,
    split,
    total,
    images,
  });
  const { finds } = attackDescription(plan.attack);
  const found = sanityFlags({ counts, gradientCheck, classes: model.classes.length, finds });
  const { name: network } = attackedModel.network.architecture;
  const names = { network, dataset: dataset.name, split, epsText: flags.eps };
  const tolerance = radiusTolerance(plan.norm, numbersOf(attackedShape(attackedModel, plan)));
  const summary = attackSummary(plan, names, counts, { flags: found, kept: Math.min(keep, total), tolerance });
  writeAttackSummary(context.folder, summary);
  const made = circumstances(import.meta.url, engine.computingDevice());
  writeTiming(context.folder, context.started, { 'image-steps': report.steps() }, made, stopwatch.seconds());
  sayOutcome(context, summary);
}

/** The steps of an image that withstands; says which members of an ensemble are left out. */
function stepsOfPlan(plan: AttackPlan, { note }: StageContext, classes: number): number {
  if (isMethodPlan(plan)) return plan.steps * roundsOf(plan);
  const { members, leftOut } = membersOf(plan, classes);
  if (leftOut.length > 0) note(`without ${leftOut.join(', ')}: cannot have ${classes} classes`);
  return members.reduce((sum, member) => sum + member.plan.steps * roundsOf(member.plan), 0);
}

function countImages(images: ImageRows, plan: AttackPlan, flags: ParsedFlags<AttackFlags>): number {
  const total = countAttacked(plan, images);
  if (total > 0) return total;
  const other = plan.targetClass === null ? '' : ` that are of another class than ${plan.targetClass}`;
  throw new Fault({ what: `split '${flags.split}' has no images${other}`, where: flags.data });
}

/** Passes on how far the attack is, in image-steps of the whole protocol: those that an image is spared count as done. `steps` are those of an image. */
function progressOf({ progress }: StageContext, steps: number, total: number, journal: Journal) {
  let [images, robust, done, taken] = [0, 0, journal.done * steps, 0];
  return {
    steps: () => taken,
    onImage: (isRobust: boolean) => {
      images += 1;
      robust += isRobust ? 1 : 0;
    },
    onSteps: (imageSteps: number) => {
      done += imageSteps;
      taken += imageSteps;
      const accuracy = images === 0 ? '' : `, ${((100 * robust) / images).toFixed(1)}% robust`;
      const note = `(${journal.done + images}/${total} images${accuracy})`;
      progress({ done, total: total * steps, unit: 'image-steps', note });
    },
  };
}

/** Writes `samples.parquet` and counts its rows. */
async function writeRows(folder: string, journal: Journal, { round, norm }: AttackPlan): Promise<Counts> {
  const rows = await openAttackSamples(folder, { rounded: round, l1: norm === 'l1' });
  let counts = noCounts;
  for (const sample of journal.samples()) {
    await rows.append(sample);
    counts = counted(counts, sample);
  }
  await rows.close();
  return counts;
}

function sayOutcome({ say }: StageContext, { network, attack, images, ...summary }: AttackSummary): void {
  const percent = ({ value }: Proportion): string => `${(100 * value).toFixed(1)}%`;
  const { norm, epsText, steps, threat } = attack;
  const { cleanAccuracy, robustAccuracy, roundedAccuracy } = summary;
  const accuracies = `${percent(cleanAccuracy)} clean, ${percent(robustAccuracy)} robust${
    roundedAccuracy === undefined ? '' : ` (${percent(roundedAccuracy)} as files of 8 bits)`
  }`;
  say(`${network}, ${attack.kind} ${norm} ${epsText}, ${steps} steps, ${threat}: ${accuracies} of ${images} images`);
  for (const { name, observed, means } of summary.flags.filter(({ raised }) => raised)) {
    say(`  flag: ${name} (${observed}): ${means}`);
  }
}
