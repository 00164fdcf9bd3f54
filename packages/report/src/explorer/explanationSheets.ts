import { at, pixelsOf, type TensorShape } from '@bcos-bench/vocabulary';
import { symmetricLimit } from '../scale/divergingScale.js';
import { readExplanations, type ExplainedImages } from '@bcos-bench/formats';
import { divergingRaster } from '../figure/divergingRaster.js';
import { rowOf, translucent } from '../figure/encodedImage.js';
import type { ExplanationPair, ExplanationSheets } from '../page/client/explorer/explorerData.js';
import { describeMethod } from '../results/describeExplanation.js';
import type { ExplanationResult } from '../results/explanationResult.js';
import { nodeFolder, type NodeFolders } from '../results/nodeFolder.js';
import { imagesShown } from './keptImages.js';
import { imageSheet } from './imageSheet.js';

/**
 * The explanations of a node before and after an attack, as sheets; null if it has not run or explained no attacked images.
 * All maps have one scale, so before and after can be compared.
 * @throws Fault if the file is damaged
 */
export function readExplanationSheets(
  folders: NodeFolders,
  { node, changes }: Pick<ExplanationResult, 'node' | 'changes'>,
): ExplanationSheets | null {
  const folder = nodeFolder(folders, node);
  if (folder === null) return null;
  const { index, shape, method, clean, attacked } = readExplanations(folder);
  if (attacked === null) return null;
  const numbers = [...index.subarray(0, imagesShown(shape))];
  const limit = Math.max(symmetricLimit(clean.contribution), symmetricLimit(attacked.contribution));
  return {
    node,
    method: method === undefined ? null : describeMethod(method),
    images: numbers.map((number, row) => ({
      index: number,
      cleanClass: at(clean.explainedClass, row),
      attackedClass: at(attacked.explainedClass, row),
      cosine: changes.find((change) => change.index === number)?.shownCosine ?? null,
    })),
    clean: sheetsOf(clean, shape, numbers.length, limit),
    attacked: sheetsOf(attacked, shape, numbers.length, limit),
    limit,
  };
}

function sheetsOf(
  { image, contribution }: ExplainedImages,
  shape: TensorShape,
  count: number,
  limit: number,
): ExplanationPair {
  const pixels = pixelsOf(shape);
  const rows = Array.from({ length: count }, (_, row) => row);
  return {
    explanation: imageSheet(rows.map((row) => translucent(rowOf(image, row, 4 * pixels), shape))),
    contribution: imageSheet(rows.map((row) => divergingRaster(rowOf(contribution, row, pixels), shape, limit))),
  };
}
