import { join } from 'node:path';
import { z } from 'zod';
import { numbersOf, pixelsOf, type TensorShape } from '@bcos-bench/vocabulary';
import { float32Column, int32Column, readArrow } from './arrow/arrowFile.js';
import { readMetadata } from './arrow/arrowMetadata.js';
import { shapeMetadata, shapeOfColumn } from './arrow/arrowShape.js';
import { writeArrow, type Column } from './arrow/arrowTable.js';

/** The key of the method in the schema's metadata. */
const METHOD = 'method';
const REMEDY = 'explain again with bcos-explain';

/** How one version of an image, clean or attacked, is explained; all arrays run over images, rows, columns, channels. */
export interface ExplainedImages {
  /** The predicted class of each image. */
  readonly prediction: Int32Array;
  /** The class whose logit is explained: the predicted one unless another was asked for. */
  readonly explainedClass: Int32Array;
  /** The network's input, in [0,1]. */
  readonly input: Float32Array;
  /** What multiplies the input, W(x) or what the method has in its place: as many numbers. */
  readonly weights: Float32Array;
  /** What the method puts down to each pixel, as a rule the sum over channels of x times W(x): one number for each pixel. */
  readonly contribution: Float32Array;
  /** The explanation image: red, green, blue and opacity in [0,1] a pixel. */
  readonly image: Float32Array;
}

/** What put the logits down to pixels: `docs/explanations.md` has the methods. */
const explanationMethodSchema = z.object({
  name: z.string(),
  /** The settings that mean something to it, such as `steps`. */
  settings: z.record(z.string(), z.number()),
});
export type ExplanationMethod = z.infer<typeof explanationMethodSchema>;

/** `explanations.arrow`: one row per image; `attacked` is null where no attacked images were given. */
export interface Explanations {
  readonly index: Int32Array;
  readonly label: Int32Array;
  /** Of the network's input. */
  readonly shape: TensorShape;
  /** Absent where the file does not say. */
  readonly method?: ExplanationMethod;
  readonly clean: ExplainedImages;
  readonly attacked: ExplainedImages | null;
}

/** Writes `explanations.arrow` into an explanation folder. */
export function writeExplanations(folder: string, explanations: Explanations): void {
  const { index, label, shape, method, clean, attacked } = explanations;
  writeArrow(join(folder, 'explanations.arrow'), {
    rows: index.length,
    columns: new Map<string, Column>([
      ['index', { type: 'int32', width: 1, values: index }],
      ['label', { type: 'int32', width: 1, values: label }],
      ...versionColumns('clean', clean, shape),
      ...(attacked === null ? [] : versionColumns('attacked', attacked, shape)),
    ]),
    metadata: new Map([
      shapeMetadata(shape),
      ...(method === undefined ? [] : [[METHOD, JSON.stringify(method)] as const]),
    ]),
  });
}

function versionColumns(version: string, images: ExplainedImages, shape: TensorShape): [string, Column][] {
  return [
    [`${version}_prediction`, { type: 'int32', width: 1, values: images.prediction }],
    [`${version}_class`, { type: 'int32', width: 1, values: images.explainedClass }],
    [`${version}_input`, { type: 'float32', width: numbersOf(shape), values: images.input }],
    [`${version}_weights`, { type: 'float32', width: numbersOf(shape), values: images.weights }],
    [`${version}_contribution`, { type: 'float32', width: pixelsOf(shape), values: images.contribution }],
    [`${version}_image`, { type: 'float32', width: 4 * pixelsOf(shape), values: images.image }],
  ];
}

/** Reads `explanations.arrow` of an explanation folder. @throws Fault */
export function readExplanations(folder: string): Explanations {
  const table = readArrow(join(folder, 'explanations.arrow'), REMEDY);
  const shape = shapeOfColumn(table, 'clean_input', REMEDY);
  const version = (name: string): ExplainedImages => ({
    prediction: int32Column(table, `${name}_prediction`),
    explainedClass: int32Column(table, `${name}_class`),
    input: float32Column(table, `${name}_input`, numbersOf(shape)),
    weights: float32Column(table, `${name}_weights`, numbersOf(shape)),
    contribution: float32Column(table, `${name}_contribution`, pixelsOf(shape)),
    image: float32Column(table, `${name}_image`, 4 * pixelsOf(shape)),
  });
  const method = readMetadata(table, METHOD, explanationMethodSchema, REMEDY);
  return {
    index: int32Column(table, 'index'),
    label: int32Column(table, 'label'),
    shape,
    ...(method === null ? {} : { method }),
    clean: version('clean'),
    attacked: table.columns.has('attacked_input') ? version('attacked') : null,
  };
}
