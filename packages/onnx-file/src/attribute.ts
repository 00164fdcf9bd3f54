import type { AttributeMessage } from './onnxMessage.js';
import { readArray, type OnnxArray } from './onnxArray.js';

/** A value that is written into a node. */
export type Attribute =
  | { readonly kind: 'float' | 'int'; readonly value: number }
  | { readonly kind: 'floats' | 'ints'; readonly value: readonly number[] }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'strings'; readonly value: readonly string[] }
  | { readonly kind: 'array'; readonly value: OnnxArray }
  | { readonly kind: 'other' };

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

/** By `AttributeProto.AttributeType`. */
const readers: ReadonlyMap<number, (attribute: AttributeMessage, where: string) => Attribute> = new Map([
  [1, ({ f }): Attribute => ({ kind: 'float', value: f })],
  [2, ({ i }): Attribute => ({ kind: 'int', value: i })],
  [3, ({ s }): Attribute => ({ kind: 'string', value: text(s) })],
  [4, ({ t }, where): Attribute => (t === null ? { kind: 'other' } : { kind: 'array', value: inside(t, where) })],
  [6, ({ floats }): Attribute => ({ kind: 'floats', value: floats })],
  [7, ({ ints }): Attribute => ({ kind: 'ints', value: ints })],
  [8, ({ strings }): Attribute => ({ kind: 'strings', value: strings.map(text) })],
] satisfies [number, (attribute: AttributeMessage, where: string) => Attribute][]);

const inside = (tensor: NonNullable<AttributeMessage['t']>, where: string): OnnxArray =>
  readArray(tensor, () => null, where);

/** An attribute by its type; graphs and the like are `other`. @throws Fault where it is an array that cannot be read */
export function readAttribute(attribute: AttributeMessage, where: string): Attribute {
  return readers.get(attribute.type)?.(attribute, where) ?? { kind: 'other' };
}
