import { z } from 'zod';
import { reasonOf } from '@bcos-bench/vocabulary';
import { onnxFault } from './onnxFault.js';
import { modelType } from './onnxSchema.js';

const numbers = z.array(z.number());
const texts = z.array(z.string());
const bytes = z.instanceof(Uint8Array);

const entrySchema = z.object({ key: z.string(), value: z.string() });

const tensorSchema = z.object({
  dims: numbers,
  dataType: z.number(),
  floatData: numbers,
  int32Data: numbers,
  int64Data: numbers,
  name: z.string(),
  rawData: bytes,
  doubleData: numbers,
  uint64Data: numbers,
  externalData: z.array(entrySchema),
  dataLocation: z.number(),
});
/** An array as the file writes it. */
export type TensorMessage = z.infer<typeof tensorSchema>;

const attributeSchema = z.object({
  name: z.string(),
  f: z.number(),
  i: z.number(),
  s: bytes,
  t: tensorSchema.nullable(),
  floats: numbers,
  ints: numbers,
  strings: z.array(bytes),
  type: z.number(),
  refAttrName: z.string(),
});
/** An attribute as the file writes it. */
export type AttributeMessage = z.infer<typeof attributeSchema>;

const nodeSchema = z.object({
  input: texts,
  output: texts,
  name: z.string(),
  opType: z.string(),
  attribute: z.array(attributeSchema),
  domain: z.string(),
  overload: z.string(),
});
/** A node as the file writes it. */
export type NodeMessage = z.infer<typeof nodeSchema>;

const dimensionSchema = z.object({ value: z.number().optional(), parameter: z.string().optional() });

const valueInfoSchema = z.object({
  name: z.string(),
  type: z
    .object({
      tensorType: z
        .object({ elemType: z.number(), shape: z.object({ dim: z.array(dimensionSchema) }).nullable() })
        .nullable(),
    })
    .nullable(),
});
/** What the file says of an input or output. */
export type ValueInfoMessage = z.infer<typeof valueInfoSchema>;

const graphSchema = z.object({
  node: z.array(nodeSchema),
  initializer: z.array(tensorSchema),
  input: z.array(valueInfoSchema),
  output: z.array(valueInfoSchema),
});
export type GraphMessage = z.infer<typeof graphSchema>;

const operatorsSchema = z.array(z.object({ domain: z.string(), version: z.number() }));
/** Which version of which operators nodes mean. */
export type OperatorsMessage = z.infer<typeof operatorsSchema>;

const functionSchema = z.object({
  name: z.string(),
  input: texts,
  output: texts,
  node: z.array(nodeSchema),
  opsetImport: operatorsSchema,
  domain: z.string(),
  attributeDefault: z.array(attributeSchema),
  overload: z.string(),
});
/** A function of the file: nodes that stand for one. */
export type FunctionMessage = z.infer<typeof functionSchema>;

const modelSchema = z.object({
  irVersion: z.number(),
  producerName: z.string(),
  graph: graphSchema.nullable(),
  opsetImport: operatorsSchema,
  functions: z.array(functionSchema),
});
export type ModelMessage = z.infer<typeof modelSchema>;

/**
 * The message that an ONNX file holds. Whole numbers of 64 bits become numbers: those above 2^53, which are bounds without a meaning of
 * their own, to 16 digits.
 * @throws Fault where the bytes are none
 */
export function readMessage(content: Uint8Array, where: string): ModelMessage {
  try {
    const message = modelType.decode(content);
    return modelSchema.parse(modelType.toObject(message, { longs: Number, defaults: true }));
  } catch (error) {
    // A RangeError of V8 where messages lie in each other thousands of times, too.
    const what = `is not an ONNX file, or is damaged (${reasonOf(error)})`;
    throw onnxFault(what, where, 'export the network again with torch.onnx.export', error);
  }
}
