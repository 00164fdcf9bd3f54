import { attackNode, cellName } from '@bcos-bench/pipeline';
import type { AttackSample } from '@bcos-bench/formats';
import { difference } from '../figure/difference.js';
import type {
  AttackedPicture,
  ExplorerAttack,
  ExplorerData,
  ExplorerNetwork,
} from '../page/client/explorer/explorerData.js';
import { describeAttack } from '../results/describeAttack.js';
import type { NetworkResult } from '../results/networkResult.js';
import type { PipelineResults } from '../results/pipelineResults.js';
import { classProbabilities, PROBABILITY_OF } from './classProbabilities.js';
import { readExplanationSheets } from './explanationSheets.js';
import { readCleanPictures, readKeptPictures, type CleanPicture, type KeptPictures } from './keptPictures.js';
import { magnificationOf, noiseRaster } from './magnifiedNoise.js';
import { pictureSheet } from './pictureSheet.js';

/**
 * Reads every picture that an attack of the pipeline has kept, with its noise and explanations, for the explorer of the page;
 * null where none was kept.
 * @throws Fault where a file is damaged or does not go with another
 */
export async function readExplorer(results: PipelineResults): Promise<ExplorerData | null> {
  const { folder, dataset, networks, attacks } = results;
  const kept: KeptPictures[] = [];
  for (const attack of attacks.values()) {
    if (attack.outcome !== null) kept.push(await readKeptPictures(folder, attack));
  }
  const withPictures = kept.filter(({ pictures }) => pictures.length > 0);
  if (withPictures.length === 0) return null;
  const clean = readCleanPictures(
    folder,
    withPictures.flatMap(({ pictures }) => pictures.map(({ sample }) => sample.index)),
  );
  return {
    classes: dataset.classes,
    pictures: {
      index: [...clean.keys()],
      rows: dataset.shape[0],
      columns: dataset.shape[1],
      labels: [...clean.values()].map(({ label }) => label),
      sheet: pictureSheet([...clean.values()].map(({ raster }) => raster)),
    },
    networks: networks.flatMap((network) => explorerNetwork(network, withPictures, clean, results)),
  };
}

function explorerNetwork(
  { id, title, model }: NetworkResult,
  kept: readonly KeptPictures[],
  clean: ReadonlyMap<number, CleanPicture>,
  results: PipelineResults,
): ExplorerNetwork[] {
  const own = kept.filter(({ attack }) => attack.network === id);
  if (model === null || own.length === 0) return [];
  const probability = PROBABILITY_OF[model.loss];
  return [
    { id, title, probability, attacks: own.map((pictures) => explorerAttack(pictures, probability, clean, results)) },
  ];
}

function explorerAttack(
  { attack, kept, pictures }: KeptPictures,
  probability: ExplorerNetwork['probability'],
  clean: ReadonlyMap<number, CleanPicture>,
  results: PipelineResults,
): ExplorerAttack {
  const noises = pictures.map(({ sample, attacked }) =>
    difference(attacked.rgb, cleanPicture(clean, sample.index).raster.rgb),
  );
  const magnification = magnificationOf(noises);
  return {
    key: cellName(attack.cell),
    title: describeAttack(attack.cell),
    node: attack.node,
    kept,
    pictures: pictures.map(({ sample }) => attackedPicture(sample, probability)),
    noise: {
      sheet: pictureSheet(noises.map((noise) => noiseRaster(noise, results.dataset.shape, magnification))),
      magnification,
    },
    explanations: results.explanations
      .filter(({ network, cell }) => attackNode(network, cell) === attack.node)
      .flatMap(({ node }) => readExplanationSheets(results, node) ?? []),
  };
}

/** The clean pictures are read by the numbers of the attacked ones. */
function cleanPicture(clean: ReadonlyMap<number, CleanPicture>, number: number): CleanPicture {
  const picture = clean.get(number);
  if (picture === undefined) throw new RangeError(`picture ${number} was not read`);
  return picture;
}

function attackedPicture(sample: AttackSample, probability: ExplorerNetwork['probability']): AttackedPicture {
  return {
    index: sample.index,
    cleanPrediction: sample.clean_pred,
    attackedPrediction: sample.adv_pred,
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
