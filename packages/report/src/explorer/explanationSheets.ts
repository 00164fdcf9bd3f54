import { pixelsOf, type TensorShape } from '@bcos-bench/vocabulary';
import { readExplanations, type ExplainedPictures } from '@bcos-bench/formats';
import { divergingRaster, symmetricLimit } from '../figure/divergingScale.js';
import { onWhite, rowOf } from '../figure/encodedPicture.js';
import type { ExplanationPair, ExplanationSheets } from '../page/client/explorer/explorerData.js';
import { describeMethod } from '../results/describeExplanation.js';
import { nodeFolder, type NodeFolders } from '../results/nodeFolder.js';
import { picturesShown } from './keptPictures.js';
import { pictureSheet } from './pictureSheet.js';

/**
 * What a node has explained before and after an attack, as sheets; null where it has not run or explained no attacked pictures.
 * All its maps have one scale, so that before and after can be compared.
 * @throws Fault where the file is damaged
 */
export function readExplanationSheets(folders: NodeFolders, node: string): ExplanationSheets | null {
  const folder = nodeFolder(folders, node);
  if (folder === null) return null;
  const { index, shape, method, clean, attacked } = readExplanations(folder);
  if (attacked === null) return null;
  const numbers = [...index.subarray(0, picturesShown(shape))];
  const limit = Math.max(symmetricLimit(clean.contribution), symmetricLimit(attacked.contribution));
  return {
    node,
    method: method === undefined ? null : describeMethod(method),
    pictures: numbers.map((number, row) => ({
      index: number,
      cleanClass: clean.explainedClass[row] ?? -1,
      attackedClass: attacked.explainedClass[row] ?? -1,
    })),
    clean: sheetsOf(clean, shape, numbers.length, limit),
    attacked: sheetsOf(attacked, shape, numbers.length, limit),
    limit,
  };
}

function sheetsOf(
  { picture, contribution }: ExplainedPictures,
  shape: TensorShape,
  count: number,
  limit: number,
): ExplanationPair {
  const pixels = pixelsOf(shape);
  const rows = Array.from({ length: count }, (_, row) => row);
  return {
    explanation: pictureSheet(rows.map((row) => onWhite(rowOf(picture, row, 4 * pixels), shape))),
    contribution: pictureSheet(rows.map((row) => divergingRaster(rowOf(contribution, row, pixels), shape, limit))),
  };
}
