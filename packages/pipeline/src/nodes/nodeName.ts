import type { AttributionMethodName, CorruptionName } from '@bcos-bench/vocabulary';
import { variantName } from '../schema/attackVariant.js';
import type { AttackCell } from '../schema/attackCell.js';
import type { AuditSpec } from '../schema/auditSchema.js';
import type { MeasureSpec } from '../schema/measureSchema.js';

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

/** The node in which one network evaluates the images of an attack on another, such as `transfer-resnet8-from-bcos-resnet8-linf-4_255-20-pixel`. */
export function transferNode({ from, to, cell }: TransferPlace): string {
  return `transfer-${to}-from-${from}-${cellName(cell)}`;
}

/** Whose images a network evaluates, and of which attack. */
export interface TransferPlace {
  readonly cell: AttackCell;
  readonly from: string;
  readonly to: string;
}

/** The node that makes the corrupted test images, such as `corrupt-jpeg`. */
export function corruptNode(corruption: CorruptionName): string {
  return `corrupt-${corruption}`;
}

/** The node in which a network evaluates corrupted images, such as `predict-resnet8-jpeg`. */
export function predictNode({ network, corruption }: { network: string; corruption: CorruptionName }): string {
  return `predict-${network}-${corruption}`;
}

/** The node that looks at a network's clean accuracy, such as `check-resnet8`. */
export function checkNode(network: string): string {
  return `check-${network}`;
}

/** The node that explains a network's images before and after one attack; by another method than the usual one, its name. */
export function explainNode(place: ExplanationPlace): string {
  return `explain-${explanationName(place)}`;
}

/** What an explanation is of, and by which method where one is named. */
export interface ExplanationPlace {
  readonly network: string;
  readonly attack: AttackCell;
  readonly method?: AttributionMethodName | undefined;
}

/** The node that tells attacked images from clean ones by their explanations, such as `detect-resnet8-linf-8_255-20-pixel`. */
export function detectNode(place: ExplanationPlace): string {
  return `detect-${explanationName(place)}`;
}

function explanationName({ network, attack, method }: ExplanationPlace): string {
  return `${network}-${cellName(attack)}${method === undefined ? '' : `-method-${method}`}`;
}

/** The node that audits a network at a radius, such as `audit-resnet8-linf-8_255-pixel`. */
export function auditNode({ network, norm, eps, threat }: AuditPlace): string {
  return `audit-${network}-${norm}-${radiusName(eps)}-${threat}`;
}

/** The node that measures a network's explanations, such as `measure-resnet8` or `measure-resnet8-sampled`. */
export function measureNode({ network, name }: MeasurePlace): string {
  return ['measure', network, ...(name === undefined ? [] : [name])].join('-');
}

/** What tells one measurement of a pipeline from another. */
export type MeasurePlace = Pick<MeasureSpec, 'network' | 'name'>;

/** What tells one audit of a pipeline from another. */
export type AuditPlace = Pick<AuditSpec, 'network' | 'norm' | 'eps' | 'threat'>;

/** An attack as a part of a node's name, such as `linf-8_255-20-encoded`. */
export function cellName({ norm, eps, steps, threat, ...variant }: AttackCell): string {
  return [norm, radiusName(eps), steps, threat].join('-') + variantName(variant);
}

function radiusName(eps: string): string {
  return eps.replace(/\s/g, '').replace('/', '_');
}
