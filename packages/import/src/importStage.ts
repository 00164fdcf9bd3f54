import { basename } from 'node:path';
import { familyOf } from '@bcos-bench/models';
import {
  absentWeights,
  circumstances,
  describeNormaliser,
  findWeights,
  weightsPlaces,
  writeStreamedCheckpoint,
  writeTiming,
  type Model,
  type NetworkRecord,
} from '@bcos-bench/formats';
import type { ParsedFlags, Stage, StageContext } from '@bcos-bench/cli';
import { openTorchFile, type TorchFile } from '@bcos-bench/torch-file';
import { guessArchitecture } from './architectureGuess.js';
import { checkpointWeights, requireFloats } from './checkpointWeights.js';
import { parseClasses, usualClasses } from './classNames.js';
import { chooseExponent } from './exponent.js';
import { exportedNetwork, guessWith, isOf } from './exportedNetwork.js';
import { addImportFlags, knownArchitecture, type ImportFlags } from './importFlags.js';
import { importedNetwork, importNotes, type Imported } from './importNotes.js';
import { checkLogitLayer } from './logitLayerCheck.js';
import { misfitFault } from './misfit.js';
import { sizeOfMismatch } from './mismatch.js';
import { findNetworkArrays, type NetworkArrays } from './networkArrays.js';
import { chooseNormaliser } from './normaliser/chooseNormaliser.js';
import { fileNormaliser } from './normaliser/fileNormaliser.js';
import { askedNormaliser, type AskedNormaliser } from './normaliser/normaliserFlags.js';
import { readingOrder } from './readingOrder.js';
import { importOnnx } from './onnx/importOnnx.js';
import { isOnnxFile } from './onnx/onnxEnding.js';
import { recordedSettings } from './recordedSettings.js';
import { sha256Of } from './sha256.js';

/** The import stage: a file of PyTorch weights to a checkpoint. */
export const importStage: Stage<ImportFlags> = {
  name: 'bcos-import',
  describe:
    'Makes a checkpoint of the weights in a file of PyTorch, Lightning or the robustness package. See also: bcos-import identity --help',
  example: '--from weights.pt --classes cifar10 --normalise cifar10 --out out/try/imported',
  flags: addImportFlags,
  inputs: ({ from }) => ({ '--from': findWeights(from, weightsPlaces()) ?? from }),
  run: importWeights,
};

async function importWeights(flags: ParsedFlags<ImportFlags>, context: StageContext): Promise<void> {
  const asked = askedNormaliser(flags);
  const path = findWeights(flags.from, weightsPlaces());
  if (path === null) throw absentWeights(flags.from, flags.published);
  if (isOnnxFile(path)) return importOnnx(path, flags, asked, context);
  const { folder, started, say, note } = context;
  const sha256 = await sha256Of(path);
  const file = await openTorchFile(path);
  try {
    const imported = understand(file, sha256, flags, asked);
    writeStreamedCheckpoint(folder, imported.model, checkpointWeights(file, imported.arrays.weights));
    say(importedNetwork(imported));
    say(`normaliser: ${describeNormaliser(imported.model)}`);
    importNotes(imported).forEach((line) => note(line));
  } finally {
    file.close();
  }
  writeTiming(folder, started, {}, circumstances(import.meta.url, null));
}

function understand(
  file: TorchFile,
  sha256: string,
  flags: ParsedFlags<ImportFlags>,
  asked: AskedNormaliser | null,
): Imported {
  const known = knownArchitecture(flags);
  const { key, prefix } = flags;
  const arrays = findNetworkArrays(file, { choice: flags.ema ? 'averaged' : 'trained', key, prefix });
  const shapes = new Map([...arrays.weights].map(([name, { shape }]) => [name, shape]));
  const exported = exportedNetwork(file, arrays.container.arrays);
  const nearest = guessArchitecture(shapes, known);
  if (sizeOfMismatch(nearest.mismatch) > 0) throw misfitFault({ file, arrays, guess: nearest, known });
  const guess = guessWith(nearest, flags.norm === undefined ? exported : null);
  const ofThis = exported !== null && isOf(exported, guess) ? exported : null;
  const family = familyOf(guess.architecture);
  const recorded = recordedSettings(file, arrays.logitLayer);
  const exponent = family.bcos
    ? chooseExponent(known.b, recorded.b ?? ofThis?.architecture.b ?? null, guess.architecture.b)
    : null;
  checkLogitLayer(recorded, family.logitLayer(guess.classes, exponent?.b ?? 1), file.path);
  const defence = ofThis?.architecture.defence;
  const architecture = {
    ...guess.architecture,
    ...(exponent === null ? {} : { b: exponent.b }),
    ...(defence === undefined ? {} : { defence }),
  };
  const { encoding } = family;
  const normaliser = chooseNormaliser({
    architecture: architecture.name,
    encoding,
    asked,
    ...fileNormaliser(file, arrays, exported, encoding),
    where: file.path,
  });
  const classes = classesOf(flags.classes, ofThis, guess.classes);
  const model: Model = {
    architecture,
    classes: [...classes],
    encoding,
    normalisation: normaliser.constants,
    normalisationOrigin: normaliser.origin,
    ...readingOrder({ channelOrder: flags.channelOrder, outputs: flags.outputs, classes, exported: ofThis }),
    loss: family.loss,
    provenance: {
      stage: importStage.name,
      dataset: null,
      parameters: {
        ...sourceOf(file, sha256, arrays),
        ema: flags.ema,
        exponentFrom: exponent?.from ?? null,
      },
    },
    cleanAccuracy: null,
  };
  const given = {
    norm: flags.norm !== undefined,
    classes: flags.classes !== undefined || ofThis !== null,
    average: flags.ema,
  };
  return { model, arrays, guess, exponent, given };
}

/** The names of the classes: those of a flag, those that the file records, else the usual ones. */
function classesOf(flag: string | undefined, exported: NetworkRecord | null, count: number): readonly string[] {
  return flag === undefined ? (exported?.classes ?? usualClasses(count)) : parseClasses(flag);
}

/** Where the weights come from and what of the file was left out. The path stays out: it says nothing of the weights. */
function sourceOf(file: TorchFile, sha256: string, arrays: NetworkArrays): Record<string, unknown> {
  const { container, unwrapped, counters } = arrays;
  return {
    file: basename(file.path),
    sha256,
    format: file.format,
    container: container.key,
    layouts: unwrapped.layouts.map(({ name }) => name),
    dtypes: requireFloats(arrays.weights, file.path),
    leftOut: {
      counters: counters.length,
      copies: unwrapped.copies.length,
      arrays: unwrapped.beside,
      keys: container.beside,
    },
  };
}
