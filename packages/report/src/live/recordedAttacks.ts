import { join } from 'node:path';
import { cellName } from '@bcos-bench/pipeline';
import { readAttackSamples, readAttackSetting, readExamples, type AttackSample } from '@bcos-bench/formats';
import { floatText } from '@bcos-bench/live/floatText';
import { attackLossSchema, attacksExplanation, isEnsembleName, numbersOf } from '@bcos-bench/vocabulary';
import { imagesShown } from '../explorer/keptImages.js';
import { rowOf } from '../figure/encodedImage.js';
import type { RecordedAttack, RecordedRow } from '../page/client/live/liveData.js';
import type { AttackResult } from '../results/attackResult.js';
import type { PipelineResults } from '../results/pipelineResults.js';

/** The numbers of attacked images that the page holds exactly, of an attack and of all: four and 65 images of 32x32 with six channels. They bound its size. */
const [EXACT_NUMBERS, ALL_EXACT_NUMBERS] = [25_000, 400_000];

/** What the attacks on some networks say of the images that they kept. @throws Fault */
export async function readRecordedAttacks(
  { attacks, folder }: PipelineResults,
  networks: ReadonlySet<string>,
): Promise<RecordedAttack[]> {
  const ran = [...attacks.values()].filter(({ network, outcome }) => networks.has(network) && outcome !== null);
  const exact = Math.min(EXACT_NUMBERS, ALL_EXACT_NUMBERS / ran.length);
  const recorded: RecordedAttack[] = [];
  for (const attack of ran) recorded.push(await recordedAttack(folder, attack, exact));
  return recorded;
}

async function recordedAttack(
  folder: string,
  { network, node, cell }: AttackResult,
  exact: number,
): Promise<RecordedAttack> {
  const own = join(folder, node);
  const { loss, target = null, rescale = false } = readAttackSetting(own).attack;
  const known = attackLossSchema.safeParse(loss);
  const { norm, eps, steps, threat, attack = 'pgd' } = cell;
  return {
    ...{ network, key: cellName(cell), norm, eps, steps, threat },
    method: isEnsembleName(attack) || attacksExplanation(attack) ? null : attack,
    loss: known.success && target === null && !rescale ? known.data : null,
    rows: await rowsOf(own, exact),
  };
}

/** @param most numbers of attacked images that are held exactly */
async function rowsOf(folder: string, most: number): Promise<RecordedRow[]> {
  const { index, shape, values } = readExamples(folder);
  const shown = [...index.subarray(0, imagesShown(shape))];
  const samples = new Map((await readAttackSamples(folder)).map((sample) => [sample.index, sample]));
  const rows = shown.flatMap((image, row) => {
    const sample = samples.get(image);
    return sample === undefined ? [] : [{ row, sample }];
  });
  const size = numbersOf(shape);
  const exact = new Set(exactRows(rows, Math.floor(most / size)));
  return rows.map(({ row, sample }) => ({
    index: sample.index,
    clean: { prediction: sample.clean_pred, loss: sample.clean_loss },
    attacked: { prediction: sample.adv_pred, loss: sample.adv_loss },
    values: exact.has(row) ? floatText(rowOf(values, row, size)) : null,
  }));
}

/** The first images on which the attack succeeded, then the first of the others: the explorer opens at one of them. */
function exactRows(rows: readonly { readonly row: number; readonly sample: AttackSample }[], most: number): number[] {
  const changed = ({ sample }: { readonly sample: AttackSample }): boolean =>
    sample.clean_pred === sample.label && sample.success;
  const sorted = [...rows.filter(changed), ...rows.filter((row) => !changed(row))];
  return sorted.slice(0, most).map(({ row }) => row);
}
