import { join } from 'node:path';
import { z } from 'zod';
import {
  normalisationSchema,
  normalisationOriginSchema,
  imageShapeSchema,
  USUAL_IMAGE_SHAPE,
  proportionSchema,
  type ImageShape,
} from '@bcos-bench/vocabulary';
import { readJson, writeJson } from './json.js';
import { requireMade } from './madeFolder.js';
import { holdsFile } from './manifest.js';
import { onnxFilesSchema, readOnnxContents, writeOnnxContents, type OnnxContents } from './onnxContents.js';
import {
  readSafetensors,
  streamSafetensors,
  writeSafetensors,
  type ArraySource,
  type NamedArray,
} from './safetensors.js';

/** What masks the gradients of a network: its name in the registry of defences, and its one number. */
const defenceSchema = z.object({ name: z.string(), strength: z.number() });
export type Defence = z.infer<typeof defenceSchema>;

/** A network's architecture: the registry name and the parameters that B-cos networks take. */
export const architectureSchema = z.object({
  name: z.string(),
  /** The exponent of the B-cos transform, at least 1; ordinary networks have no use for it. */
  b: z.number().min(1),
  /** Units a filter, of which the largest is kept. */
  maxOut: z.int().min(1),
  norm: z.string(),
  /** What stands around the network, where anything does. */
  defence: defenceSchema.optional(),
});
export type Architecture = z.infer<typeof architectureSchema>;

/** An architecture in a few words, with its defence where it has one. */
export function architectureText({ name, defence }: Architecture): string {
  return defence === undefined ? name : `${name} with ${defence.name} ${defence.strength}`;
}

/** The losses that networks are trained and attacked with. */
export const trainingLossSchema = z.enum(['bce', 'cross-entropy']);
export type TrainingLoss = z.infer<typeof trainingLossSchema>;

/** `model.json`: all that is needed to use the weights beside it. */
export const modelSchema = z.object({
  architecture: architectureSchema,
  classes: z.array(z.string()).min(2),
  /** Of the images that it was trained on; absent in checkpoints that do not say. */
  imageShape: imageShapeSchema.optional(),
  /** `rgb`: the image's 3 channels in [0,1], or 1 where it is grey. `rgb+inverse`: [r, g, b, 1-r, 1-g, 1-b], or [grey, 1-grey]. */
  encoding: z.enum(['rgb', 'rgb+inverse']),
  /** Taken from and divided out of the input inside the network, a number for each channel; null where the network has none. */
  normalisation: normalisationSchema,
  /** Absent in checkpoints of before it was recorded. */
  normalisationOrigin: normalisationOriginSchema.optional(),
  /** Where the network takes blue first and red last; absent where red comes first. */
  channelOrder: z.literal('bgr').optional(),
  /** For each class the place of its logit among the network's own outputs; absent where they are in the order of the classes. */
  outputOrder: z.array(z.int().min(0)).optional(),
  loss: trainingLossSchema,
  /** The stage that made it and every parameter it ran with. */
  provenance: z.object({
    stage: z.string(),
    dataset: z.string().nullable(),
    parameters: z.record(z.string(), z.unknown()),
  }),
  /** The files of a network that is a graph of an ONNX file; absent in all others. */
  onnx: onnxFilesSchema.optional(),
  cleanAccuracy: z.object({ split: z.string(), top1: proportionSchema, top5: proportionSchema }).nullable(),
});
export type Model = z.infer<typeof modelSchema>;

/** A checkpoint folder: `model.json` and `model.safetensors`, or `model.json` and the files of an ONNX network. */
export interface Checkpoint {
  readonly model: Model;
  /** Of an ONNX network, those that a training has changed. */
  readonly arrays: ReadonlyMap<string, NamedArray>;
  /** The files of an ONNX network by their names; absent for all others. */
  readonly onnx?: OnnxContents;
}

/** The shape of the images that a network was trained on: the usual one where its checkpoint does not say. */
export function imageShapeOf({ imageShape }: Pick<Model, 'imageShape'>): ImageShape {
  return imageShape ?? USUAL_IMAGE_SHAPE;
}

const WEIGHTS_FILE = 'model.safetensors';
const REMEDY = 'make the checkpoint again with bcos-train';

/** The files of a checkpoint folder that make its network. */
export function checkpointFiles({ onnx }: Model, folder: string): string[] {
  if (onnx === undefined) return ['model.json', WEIGHTS_FILE];
  const trained = holdsFile(folder, WEIGHTS_FILE) ? [WEIGHTS_FILE] : [];
  return ['model.json', ...onnx.files.map(({ name }) => name), ...trained];
}

/** Writes `model.json` and `model.safetensors` into `folder`, and the files of an ONNX network. */
export function writeCheckpoint(folder: string, { model, arrays, onnx }: Checkpoint): void {
  if (onnx !== undefined) writeOnnxContents(folder, onnx);
  if (onnx === undefined || arrays.size > 0) writeSafetensors(join(folder, WEIGHTS_FILE), arrays);
  writeJson(join(folder, 'model.json'), model);
}

/** Writes both from arrays that are made one after the other. */
export function writeStreamedCheckpoint(folder: string, model: Model, arrays: ReadonlyMap<string, ArraySource>): void {
  streamSafetensors(join(folder, WEIGHTS_FILE), arrays);
  writeJson(join(folder, 'model.json'), model);
}

/** Reads a checkpoint folder. @throws Fault where a file is missing or damaged */
export function readCheckpoint(folder: string): Checkpoint {
  requireMade(folder, 'model.json', 'checkpoint', 'bcos-train or bcos-import');
  const model = readJson(join(folder, 'model.json'), modelSchema, REMEDY);
  const weights = join(folder, WEIGHTS_FILE);
  if (model.onnx === undefined) return { model, arrays: readSafetensors(weights, REMEDY) };
  const isTrained = holdsFile(folder, WEIGHTS_FILE);
  const onnx = readOnnxContents(folder, model.onnx, REMEDY);
  return { model, arrays: isTrained ? readSafetensors(weights, REMEDY) : new Map(), onnx };
}
