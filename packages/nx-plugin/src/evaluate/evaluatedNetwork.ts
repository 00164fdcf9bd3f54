import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { Fault } from '@bcos-bench/vocabulary';
import { WEIGHTS_FOLDER } from '@bcos-bench/formats';
import { packageProgram } from '../code/program.js';
import { ignoredBy } from '../projects/ignoredBy.js';
import type { EvaluateFlags } from './evaluateFlags.js';
import type { Evaluation } from './evaluationPipeline.js';
import type { YamlMap } from './pipelineText.js';

/** Where the network of an evaluation comes from. */
export interface EvaluatedNetwork {
  /** Its name in the pipeline. */
  readonly id: string;
  readonly source: Evaluation['source'];
  /** The folder that holds its file; null where the workspace has its checkpoint. */
  readonly weightsDir: string | null;
}

/**
 * The network that a path names: a file of weights, or the folder of a checkpoint. A checkpoint from outside the workspace is exported to
 * a file first: a pipeline imports files by their content, wherever they lie.
 * @param root the workspace
 * @throws Fault where there is no such file or folder
 */
export function evaluatedNetwork(path: string, flags: EvaluateFlags, root: string): EvaluatedNetwork {
  const whole = resolve(path);
  const remedy = 'name a file of weights or a checkpoint folder';
  if (!existsSync(whole)) throw new Fault({ what: 'is not there', where: path, remedy });
  const id = nameOf(basename(whole, extname(whole)));
  if (statSync(whole).isFile()) return ofFile(whole, id, flags);
  if (!existsSync(join(whole, 'model.json'))) throw new Fault({ what: 'holds no model.json', where: path, remedy });
  const inside = relative(root, whole);
  // Nx passes over `out/` also where there is no git to ask.
  const isTracked = /^(?!out\/)[\w-][\w./-]*$/.test(inside) && ignoredBy(root, `${inside}/model.json`) === null;
  if (isTracked) return { id: nameOf(basename(whole)), source: { checkpoint: inside }, weightsDir: null };
  const file = join(root, WEIGHTS_FOLDER, `${nameOf(basename(whole))}.safetensors`);
  exported(whole, file, root);
  return ofFile(file, nameOf(basename(whole)), flags);
}

/** A name as a pipeline's networks have it. */
export function nameOf(text: string): string {
  const name = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]+/g, '-')
    .replaceAll(/[.-]*\.[.-]*/g, '.')
    .replaceAll(/^[.-]+|[.-]+$/g, '');
  return name === '' ? 'network' : name;
}

function ofFile(file: string, id: string, flags: EvaluateFlags): EvaluatedNetwork {
  return { id, source: { import: importKeys(basename(file), flags) }, weightsDir: dirname(file) };
}

/** The flags of `bcos-import` as keys of a pipeline; those that are not given are left out. */
function importKeys(from: string, flags: EvaluateFlags): YamlMap {
  const { arch, b, maxOut, networkNorm, normalise, mean, std, channelOrder, inputRange, key, prefix, ema } = flags;
  return {
    ...{ from, arch, b, 'max-out': maxOut, norm: networkNorm, normalise, mean: numbersOf(mean), std: numbersOf(std) },
    ...{ 'channel-order': channelOrder, 'input-range': inputRange, key, prefix, ...(ema ? { ema } : {}) },
  };
}

/** The numbers of a flag as a list of YAML; fractions such as 125.3/255 stay text. */
function numbersOf(words: string | undefined): (string | number)[] | undefined {
  return words
    ?.split(/[\s,]+/)
    .filter((word) => word !== '')
    .map((word) => (word.includes('/') ? word : Number(word)));
}

function exported(checkpoint: string, file: string, root: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const program = join(root, packageProgram('export', root));
  execFileSync(process.execPath, [program, '--checkpoint', checkpoint, '--out', file, '--quiet', '--force'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
