import type { AttributionMethodName } from '@bcos-bench/vocabulary';
import { variantName } from '../schema/attackVariant.js';
import type { AttackCell } from '../schema/attackCell.js';

/** The node that makes the data; also its folder in `out/PIPELINE/`. */
export const dataNode = 'data';

/** The node that makes the report. */
export const reportNode = 'report';

/** The node that makes a network's checkpoint, such as `train-resnet8` or `import-resnet50`. */
export function networkNode(network: string, stage: 'train' | 'import' = 'train'): string {
  return `${stage}-${network}`;
}

/** The node of one attack on a network, such as `attack-resnet8-linf-8_255-20-encoded`. */
export function attackNode(network: string, cell: AttackCell): string {
  return `attack-${network}-${cellName(cell)}`;
}

/** The node that explains a network's images before and after one attack; by another method than the usual one, its name. */
export function explainNode({ network, attack, method }: ExplanationPlace): string {
  return `explain-${network}-${cellName(attack)}${method === undefined ? '' : `-method-${method}`}`;
}

/** What an explanation is of, and by which method where one is named. */
export interface ExplanationPlace {
  readonly network: string;
  readonly attack: AttackCell;
  readonly method?: AttributionMethodName | undefined;
}

/** An attack as a part of a node's name, such as `linf-8_255-20-encoded`. */
export function cellName({ norm, eps, steps, threat, ...variant }: AttackCell): string {
  return [norm, eps.replace(/\s/g, '').replace('/', '_'), steps, threat].join('-') + variantName(variant);
}
