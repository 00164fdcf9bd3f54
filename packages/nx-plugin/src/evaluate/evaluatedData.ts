import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Fault, FURTHER_IMAGES, IMAGES_LOOKED_AT, UsageFault, requireWhole } from '@bcos-bench/vocabulary';
import { readDataset, type Dataset } from '@bcos-bench/formats';
import { packageProgram } from '../code/program.js';
import type { EvaluateFlags } from './evaluateFlags.js';
import type { YamlMap } from './pipelineText.js';

/** The data of an evaluation. */
export interface EvaluatedData {
  readonly source: string;
  /** The keys of the pipeline's `data`. */
  readonly keys: YamlMap;
  /** What the source says of itself, if `bcos-data` made it; null where the pipeline has yet to read it. */
  readonly dataset: Dataset | null;
}

const PREPARED = 'prepared';

/**
 * The data set that `--data` names. Of a folder that `bcos-data` made, no more is taken than is needed.
 * @param root the workspace
 * @throws Fault where it is missing, or cannot be told without `--dataset`
 */
export async function evaluatedData(flags: EvaluateFlags, root: string): Promise<EvaluatedData> {
  const { data, size, limit } = flags;
  requireWhole('--limit', limit ?? 1, 1);
  const source = resolve(data);
  const dataset = flags.dataset ?? (await recognised(source, root));
  if (dataset !== PREPARED) return { source, keys: { dataset, size }, dataset: null };
  if (size !== undefined) {
    throw new UsageFault({ what: 'is for folders of images', where: '--size', remedy: 'leave this flag out' });
  }
  const described = readDataset(source);
  const { splits } = described;
  const least = IMAGES_LOOKED_AT + FURTHER_IMAGES;
  const test = limit === undefined ? splits.test.count : Math.min(splits.test.count, Math.max(limit, least));
  return { source, keys: { dataset, ...(splits.train.count > 0 ? { train: 1 } : {}), test }, dataset: described };
}

/** What `bcos-data` takes the source for. */
async function recognised(source: string, root: string): Promise<string> {
  const program = join(root, packageProgram('data', root));
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [program, 'recognise', '--source', source]);
    return stdout.trim();
  } catch (error) {
    throw new Fault({ what: complaintOf(error), where: '--data' }, { cause: error });
  }
}

function complaintOf(error: unknown): string {
  const said: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'stderr') : null;
  return typeof said === 'string' ? said.trim().replace(/^bcos-data recognise: /, '') : String(error);
}
