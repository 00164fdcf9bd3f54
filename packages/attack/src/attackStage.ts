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
import { Fault, Interruption, requireSameClasses, type Proportion } from '@bcos-bench/vocabulary';
import { resumeFolder, type ParsedFlags, type Stage, type StageContext } from '@bcos-bench/cli';
import { addAttackFlags, planOf, type AttackFlags } from './attackFlags.js';
import { attackIdentity } from './attackIdentity.js';
import { openJournal, type Journal } from './attackJournal.js';
import { attackedShape } from './attackedNetwork.js';
import { attackPictures } from './attackPictures.js';
import type { AttackPlan } from './attackPlan.js';
import { attackSummary } from './attackSummary.js';
import { counted, emptyTally, type Tally } from './evidence.js';
import { countAttacked } from './intake.js';
import { stampOf, type OpenedNetwork } from './openedNetwork.js';
import { rememberedProbe } from './rememberedProbe.js';
import { sanityFlags } from './sanityChecks.js';
import { bareWorkbench, type Workbench } from './workbench.js';

/** The attack stage: data and a checkpoint to `samples.parquet`, `examples.arrow` and `summary.json`. */
export const attackStage = attackStageAt(bareWorkbench());

/** The same for many attacks in one process: what is written does not depend on the workbench. */
export function attackStageAt({ networks, open }: Workbench): Stage<AttackFlags> {
  return {
    name: 'bcos-attack',
    describe: 'Attacks a network picture by picture and writes a row a picture. A killed attack goes on where it was.',
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
  const images = openImages(flags.data, flags.split, flags.limit);
  const total = countPictures(images, plan, flags);

  const engine = await openTensorFlow();
  const victim = opened.victim(engine, images.shape);
  const sizeNote = otherSizeNote(model, images.shape);
  if (sizeNote !== null) context.note(sizeNote);
  const { data, split, limit = null, keep } = flags;
  const about = { backend: engine.backend, gpu: engine.gpu };
  const key = attackIdentity(plan, { data, checkpoint: hashes, split, limit, keep, engine: about });
  const journal = openJournal(resumeFolder(flags.out), key, keep);

  const report = progressOf(context, plan, total, journal);
  const batch = Math.min(flags.batch, total);
  const onSteps = (pictureSteps: number): void => {
    journal.keepUp();
    report.onSteps(pictureSteps);
  };
  try {
    for (const picture of attackPictures(victim, plan, { images, from: journal.done, batch }, onSteps)) {
      journal.append(picture);
      report.onPicture(picture.sample.adv_pred === picture.sample.label);
    }
  } catch (error) {
    if (error instanceof Interruption) journal.close();
    throw error;
  }
  journal.close();

  const tally = await writeRows(context.folder, journal);
  writeExamples(context.folder, journal.examples(attackedShape(victim, plan)));
  const probe = rememberedProbe(opened.probes, victim, plan, { data, split, total, images });
  const found = sanityFlags({ tally, probe, classes: model.classes.length });
  const names = { network: victim.network.architecture.name, dataset: dataset.name, split, epsText: flags.eps };
  const summary = attackSummary(plan, names, tally, { flags: found, kept: Math.min(keep, total) });
  writeAttackSummary(context.folder, summary);
  const made = circumstances(import.meta.url, engine.computingDevice());
  writeTiming(context.folder, context.started, { 'picture-steps': report.steps() }, made);
  sayOutcome(context, summary);
}

function countPictures(images: ImageRows, plan: AttackPlan, flags: ParsedFlags<AttackFlags>): number {
  const total = countAttacked(plan, images);
  if (total > 0) return total;
  const other = plan.targetClass === null ? '' : ` that are of another class than ${plan.targetClass}`;
  throw new Fault({ what: `split '${flags.split}' has no pictures${other}`, where: flags.data });
}

/** Passes on how far the attack is, in picture-steps of the whole protocol: those that a picture is spared count as done. */
function progressOf({ progress }: StageContext, { steps, restarts }: AttackPlan, total: number, journal: Journal) {
  let [pictures, robust, done, taken] = [0, 0, journal.done * steps * restarts, 0];
  return {
    steps: () => taken,
    onPicture: (isRobust: boolean) => {
      pictures += 1;
      robust += isRobust ? 1 : 0;
    },
    onSteps: (pictureSteps: number) => {
      done += pictureSteps;
      taken += pictureSteps;
      const accuracy = pictures === 0 ? '' : `, ${((100 * robust) / pictures).toFixed(1)}% robust`;
      const note = `(${journal.done + pictures}/${total} pictures${accuracy})`;
      progress({ done, total: total * steps * restarts, unit: 'picture-steps', note });
    },
  };
}

/** Writes `samples.parquet` and counts its rows. */
async function writeRows(folder: string, journal: Journal): Promise<Tally> {
  const rows = await openAttackSamples(folder);
  let tally = emptyTally;
  for (const sample of journal.samples()) {
    await rows.append(sample);
    tally = counted(tally, sample);
  }
  await rows.close();
  return tally;
}

function sayOutcome({ say }: StageContext, { network, attack, pictures, ...summary }: AttackSummary): void {
  const percent = ({ value }: Proportion): string => `${(100 * value).toFixed(1)}%`;
  const { norm, epsText, steps, threat } = attack;
  const accuracies = `${percent(summary.cleanAccuracy)} clean, ${percent(summary.robustAccuracy)} robust`;
  say(
    `${network}, ${attack.kind} ${norm} ${epsText}, ${steps} steps, ${threat}: ${accuracies} of ${pictures} pictures`,
  );
  for (const { name, observed, means } of summary.flags.filter(({ raised }) => raised)) {
    say(`  flag: ${name} (${observed}): ${means}`);
  }
}
