import { attackNode, cellName } from '@bcos-bench/pipeline';
import { attacksExplanation } from '@bcos-bench/vocabulary';
import type { AttackSample } from '@bcos-bench/formats';
import { difference } from '../figure/difference.js';
import type {
  AttackedImage,
  ExplorerAttack,
  ExplorerData,
  ExplorerNetwork,
} from '../page/client/explorer/explorerData.js';
import { describeAttack } from '../results/describeAttack.js';
import type { NetworkResult } from '../results/networkResult.js';
import type { PipelineResults } from '../results/pipelineResults.js';
import { classProbabilities, PROBABILITY_OF } from './classProbabilities.js';
import { readExplanationSheets } from './explanationSheets.js';
import { readCleanImages, readKeptImages, type CleanImage, type KeptImages } from './keptImages.js';
import { magnificationOf, noiseRaster } from './magnifiedNoise.js';
import { imageSheet } from './imageSheet.js';
import { MAP_STAYS } from '../table/mapNearness.js';

/**
 * Reads every image that an attack of the pipeline kept, with its noise and explanations, for the explorer of the page; null
 * if none was kept.
 * @throws Fault if a file is damaged or does not match another
 */
export async function readExplorer(results: PipelineResults): Promise<ExplorerData | null> {
  const { folder, dataset, networks, attacks } = results;
  const kept: KeptImages[] = [];
  for (const attack of attacks.values()) {
    if (attack.outcome !== null) kept.push(await readKeptImages(folder, attack));
  }
  const withImages = kept.filter(({ images }) => images.length > 0);
  if (withImages.length === 0) return null;
  const clean = readCleanImages(
    folder,
    withImages.flatMap(({ images }) => images.map(({ sample }) => sample.index)),
  );
  return {
    classes: dataset.classes,
    mapStays: MAP_STAYS,
    images: {
      index: [...clean.keys()],
      rows: dataset.shape[0],
      columns: dataset.shape[1],
      labels: [...clean.values()].map(({ label }) => label),
      sheet: imageSheet([...clean.values()].map(({ raster }) => raster)),
    },
    networks: networks.flatMap((network) => explorerNetwork(network, withImages, clean, results)),
  };
}

function explorerNetwork(
  { id, title, model }: NetworkResult,
  kept: readonly KeptImages[],
  clean: ReadonlyMap<number, CleanImage>,
  results: PipelineResults,
): ExplorerNetwork[] {
  const own = kept.filter(({ attack }) => attack.network === id);
  if (model === null || own.length === 0) return [];
  const probability = PROBABILITY_OF[model.loss];
  return [
    { id, title, probability, attacks: own.map((images) => explorerAttack(images, probability, clean, results)) },
  ];
}

function explorerAttack(
  { attack, kept, images }: KeptImages,
  probability: ExplorerNetwork['probability'],
  clean: ReadonlyMap<number, CleanImage>,
  results: PipelineResults,
): ExplorerAttack {
  const noises = images.map(({ sample, attacked }) =>
    difference(attacked.rgb, cleanImage(clean, sample.index).raster.rgb),
  );
  const magnification = magnificationOf(noises);
  return {
    key: cellName(attack.cell),
    title: describeAttack(attack.cell),
    node: attack.node,
    isTargeted: attack.cell.targeted !== undefined,
    onExplanation: attacksExplanation(attack.cell.attack ?? 'pgd'),
    kept,
    images: images.map(({ sample }) => attackedImage(sample, probability)),
    noise: {
      sheet: imageSheet(noises.map((noise) => noiseRaster(noise, results.dataset.shape, magnification))),
      magnification,
    },
    explanations: results.explanations
      .filter(({ network, cell }) => attackNode(network, cell) === attack.node)
      .flatMap((explanation) => readExplanationSheets(results, explanation) ?? []),
  };
}

/** Reads the clean images with the numbers of the attacked ones. */
function cleanImage(clean: ReadonlyMap<number, CleanImage>, number: number): CleanImage {
  const image = clean.get(number);
  if (image === undefined) throw new RangeError(`image ${number} was not read`);
  return image;
}

function attackedImage(sample: AttackSample, probability: ExplorerNetwork['probability']): AttackedImage {
  return {
    index: sample.index,
    cleanPrediction: sample.clean_pred,
    attackedPrediction: sample.adv_pred,
    ...(sample.rounded_pred === undefined ? {} : { roundedPrediction: sample.rounded_pred }),
    success: sample.success,
    bestStep: sample.best_step,
    firstSuccess: sample.first_success_step,
    linf: sample.linf,
    l2: sample.l2,
    probabilities: classProbabilities(
      { label: sample.label, clean: sample.clean_logits, attacked: sample.adv_logits },
      probability,
    ),
  };
}
