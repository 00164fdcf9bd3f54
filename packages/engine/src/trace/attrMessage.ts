import type { TFEOpAttr, TFJSBinding } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';
import { shapeMessage, type AttrMessage } from './savedModel.js';

/** An op's attribute, as the binding takes it, as a message. @throws Error where a message has no such type */
export function attrMessage(binding: TFJSBinding, { type, value }: TFEOpAttr): AttrMessage {
  const codec = new Map<number, { key: string; encode: (item: unknown) => unknown }>([
    [binding.TF_ATTR_STRING, { key: 's', encode: (item) => Buffer.from(String(item)) }],
    [binding.TF_ATTR_INT, { key: 'i', encode: (item) => item }],
    [binding.TF_ATTR_FLOAT, { key: 'f', encode: (item) => item }],
    [binding.TF_ATTR_BOOL, { key: 'b', encode: (item) => item }],
    [binding.TF_ATTR_TYPE, { key: 'type', encode: (item) => item }],
  ]).get(type);
  if (type === binding.TF_ATTR_SHAPE && isNumberList(value)) return { shape: shapeMessage(value) };
  if (codec === undefined) throw new Error(`an op with an attribute of type ${type} cannot be traced`);
  const { key, encode } = codec;
  return Array.isArray(value) ? { list: { [key]: value.map(encode) } } : { [key]: encode(value) };
}

function isNumberList(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'number');
}
