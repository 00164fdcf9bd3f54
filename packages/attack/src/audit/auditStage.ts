import { openTensorFlow } from '@bcos-bench/engine';
import { checkpointFamily, otherSizeNote } from '@bcos-bench/models';
import {
  circumstances,
  openImages,
  readDataset,
  writeAudit,
  writeTiming,
  type Audit,
  type Model,
} from '@bcos-bench/formats';
import {
  Fault,
  imageDiameter,
  numbersOf,
  parseEpsilon,
  requireSameClasses,
  requireWhole,
  requireWithinDiameter,
} from '@bcos-bench/vocabulary';
import { resumeFolder, type ParsedFlags, type Stage, type StageContext } from '@bcos-bench/cli';
import { keptMeasurements } from '../journal/measurements.js';
import { attackedShape } from '../model/attackedNetwork.js';
import type { AttackedModel } from '../model/attackedModel.js';
import { chooseLoss } from '../plan/checkPlan.js';
import { largeRadius } from '../stage/attackFlags.js';
import { attackIdentity } from '../stage/attackIdentity.js';
import { imagesAtATime } from '../stage/imagesAtATime.js';
import { sharedModelCache } from '../stage/modelCache.js';
import { addAuditFlags, type AuditFlags } from './auditFlags.js';
import { auditNetwork } from './auditNetwork.js';
import { auditLines } from './auditLines.js';
import type { AuditSettings } from './auditSettings.js';

/** `bcos-attack audit`: data and a checkpoint to `audit.json`, and a verdict on whether gradients are masked. */
export const auditStage: Stage<AuditFlags> = {
  name: 'bcos-attack audit',
  describe:
    'Looks for signs that the gradients of a network are masked, so that attacks say too much of its robustness. Attacks it in many ways, and compares them. A killed audit goes on where it was.',
  example: '--data out/try/data --checkpoint out/try/resnet8 --norm linf --eps 8/255 --out out/try/audit',
  flags: addAuditFlags,
  inputs: ({ data, checkpoint, from }) => ({ '--data': data, '--checkpoint': checkpoint, '--from': from }),
  run: audit,
};

async function audit(flags: ParsedFlags<AuditFlags>, context: StageContext): Promise<void> {
  const counts = ['steps', 'most-steps', 'most-restarts', 'queries', 'limit', 'batch'] as const;
  for (const name of counts) requireWhole(`--${name}`, flags[name] ?? 1, 1);
  const dataset = readDataset(flags.data);
  const images = openImages(flags.data, flags.split, flags.limit);
  const total = images.index.length;
  if (total === 0) throw new Fault({ what: `split '${flags.split}' has no images`, where: flags.data });
  const engine = await openTensorFlow();
  const { open } = sharedModelCache();
  const opened = (folder: string) => {
    const network = open(folder);
    requireSameClasses(network.model.classes, dataset.classes, folder);
    const sizeNote = otherSizeNote(network.model, images.shape);
    if (sizeNote !== null) context.note(sizeNote);
    return {
      model: network.model,
      hashes: network.hashes,
      attacked: network.attackedModel(engine, images.shape),
      dispose: () => network.dispose(),
    };
  };
  const own = opened(flags.checkpoint);
  const other = flags.from === undefined ? null : opened(flags.from);
  const settings = settingsOf(flags, own.model, own.attacked);
  const batch = imagesAtATime(flags.batch, images.shape, total);
  const onComparison = (done: number, all: number, attack: string): void =>
    context.progress({ done, total: all, unit: 'comparisons', note: `(${attack})` });
  const { data, split, limit } = flags;
  const key = attackIdentity(
    { settings, from: other?.hashes ?? null },
    {
      ...{ data, checkpoint: own.hashes, split, limit, keep: 0 },
      engine: { backend: engine.backend, gpu: engine.gpu },
    },
  );
  const measured = keptMeasurements(resumeFolder(flags.out), key);
  const findings = auditNetwork(
    own.attacked,
    settings,
    { images, batch, other: other?.attacked ?? null, measured },
    onComparison,
  );
  const { eps, epsText, norm, threat, loss, classes, seed } = settings;
  const written: Audit = {
    network: own.model.architecture,
    dataset: dataset.name,
    split: flags.split,
    images: total,
    ...{ classes, norm, eps, epsText, threat, loss, seed },
    from: other?.model.architecture ?? null,
    ...findings,
  };
  writeAudit(context.folder, written);
  writeTiming(context.folder, context.started, {}, circumstances(import.meta.url, engine.computingDevice()));
  auditLines(written).forEach((line) => context.say(line));
  for (const network of [own, other]) network?.dispose();
}

/** What is audited. @throws UsageFault for a radius that cannot be */
function settingsOf(flags: ParsedFlags<AuditFlags>, model: Model, attacked: AttackedModel): AuditSettings {
  const { norm, threat, seed, steps, queries, mostSteps, mostRestarts } = flags;
  const numbers = numbersOf(attackedShape(attacked, flags));
  return {
    norm,
    eps: requireWithinDiameter(norm, flags.eps, numbers, '--eps', largeRadius(flags)),
    epsText: flags.eps,
    threat,
    loss: chooseLoss('pgd', 'auto', model.loss),
    seed,
    steps,
    queries,
    mostSteps,
    mostRestarts,
    diameter: parseEpsilon(imageDiameter(norm, numbers)),
    classes: model.classes.length,
    draws: attacked.network.draws,
    isBcos: checkpointFamily(model.architecture, flags.checkpoint).bcos,
  };
}
