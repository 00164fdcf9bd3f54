import type { AttackedImage, ExplorerAttack, ExplorerData } from './explorerData.js';
import { mapCosine } from './mapCosine.js';

/** What an attack on explanations did to an image, such as `the prediction is kept, the map has moved (cosine 0.43)`. */
export function fateWords(
  { mapStays }: Pick<ExplorerData, 'mapStays'>,
  attack: Pick<ExplorerAttack, 'explanations'>,
  {
    index,
    cleanPrediction,
    attackedPrediction,
  }: Pick<AttackedImage, 'index' | 'cleanPrediction' | 'attackedPrediction'>,
): string {
  const prediction = cleanPrediction === attackedPrediction ? 'the prediction is kept' : 'the prediction has changed';
  const cosine = mapCosine(attack, index);
  if (cosine === null) return `${prediction}, the map was not explained`;
  return `${prediction}, the map ${cosine < mapStays ? 'has moved' : 'stays'} (cosine ${cosine.toFixed(2)})`;
}
