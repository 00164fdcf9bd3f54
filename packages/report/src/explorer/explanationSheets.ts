import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { explainNode } from '@bcos-bench/pipeline';
import { readExplanations, type ExplainedPictures } from '@bcos-bench/stage';
import { divergingRaster, symmetricLimit } from '../figure/divergingScale.js';
import { onWhite, rowOf } from '../figure/encodedPicture.js';
import { PIXELS } from '../figure/raster.js';
import type { ExplanationPair, ExplanationSheets } from '../page/client/explorer/explorerData.js';
import type { AttackResult } from '../results/attackResult.js';
import { PICTURES_SHOWN } from './keptPictures.js';
import { pictureSheet } from './pictureSheet.js';

/**
 * The explanations of pictures before and after an attack, as sheets; null where no node has explained both. All maps of
 * an attack have one scale, so that before and after can be compared.
 * @throws Fault where the file is damaged
 */
export function readExplanationSheets(folder: string, { network, cell }: AttackResult): ExplanationSheets | null {
  const node = explainNode(network, cell);
  if (!existsSync(join(folder, node))) return null;
  const { index, clean, attacked } = readExplanations(join(folder, node));
  if (attacked === null) return null;
  const numbers = [...index.subarray(0, PICTURES_SHOWN)];
  const limit = Math.max(symmetricLimit(clean.contribution), symmetricLimit(attacked.contribution));
  return {
    node,
    pictures: numbers.map((number, row) => ({
      index: number,
      cleanClass: clean.explainedClass[row] ?? -1,
      attackedClass: attacked.explainedClass[row] ?? -1,
    })),
    clean: sheetsOf(clean, numbers.length, limit),
    attacked: sheetsOf(attacked, numbers.length, limit),
    limit,
  };
}

function sheetsOf({ picture, contribution }: ExplainedPictures, count: number, limit: number): ExplanationPair {
  const rows = Array.from({ length: count }, (_, row) => row);
  return {
    explanation: pictureSheet(rows.map((row) => onWhite(rowOf(picture, row, 4 * PIXELS)))),
    contribution: pictureSheet(rows.map((row) => divergingRaster(rowOf(contribution, row, PIXELS), limit))),
  };
}
