import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Argv } from 'yargs';
import {
  attackNameSchema,
  Fault,
  nameRemedy,
  normSchema,
  requireWhole,
  threatSchema,
  UsageFault,
} from '@bcos-bench/vocabulary';
import { readPipeline } from '@bcos-bench/pipeline';
import { studyPipeline, type Study } from './studyPipeline.js';

/** Adds the flags of `bcos init` to a parser. */
export const addInitFlags = (parser: Argv) =>
  parser
    .positional('name', { type: 'string', demandOption: true, describe: 'of the pipeline, such as my-study' })
    .options({
      dataset: { type: 'string', requiresArg: true, describe: 'data set of bcos-data, such as cifar10 or folder' },
      network: {
        type: 'string',
        array: true,
        requiresArg: true,
        describe: 'file of weights, folder of a checkpoint, or architecture to train; several one after the other',
      },
      norm: { choices: normSchema.options, describe: 'the norm that bounds the perturbation' },
      eps: { type: 'string', array: true, requiresArg: true, describe: 'its radii, such as 4/255 8/255' },
      attack: { choices: attackNameSchema.options, default: 'autoattack' as const, describe: 'method' },
      threat: { choices: threatSchema.options, default: 'pixel' as const, describe: 'what may move' },
      limit: { type: 'number', default: 1000, requiresArg: true, describe: 'the number of test images' },
    });

/** The flags of `bcos init`. */
export type InitFlags = Awaited<ReturnType<typeof addInitFlags>['argv']>;

/** Asks one question; null where nobody can answer. */
export type Ask = ((question: string) => Promise<string>) | null;

/**
 * Writes `pipelines/NAME.yaml` from flags, and from answers where a flag is missing.
 * @param root the workspace
 * @returns its path from there
 * @throws UsageFault where a flag is missing and nobody can be asked, or a value cannot be; Fault where there is such a pipeline
 */
export async function initStudy(flags: InitFlags, root: string, ask: Ask): Promise<string> {
  const file = join('pipelines', `${flags.name}.yaml`);
  if (existsSync(join(root, file)))
    throw new Fault({ what: 'is there already', where: file, remedy: 'choose another name' });
  const text = studyPipeline(await studyOf(flags, ask));
  writeSound(text, join(root, file));
  return file;
}

async function studyOf(flags: InitFlags, ask: Ask): Promise<Study> {
  const { name, attack, threat, limit } = flags;
  if (!/^\w+(?:[.-]+\w+)*$/.test(name)) {
    throw new UsageFault({ what: `'${name}' is not a name of a pipeline`, remedy: 'write one such as my-study' });
  }
  requireWhole('--limit', limit, 1);
  const dataset =
    flags.dataset ??
    (await answer(ask, '--dataset', 'Data set (cifar10, cifar100, mnist, numpy, parquet, folder, shapes)?'));
  const networks =
    flags.network ??
    listed(await answer(ask, '--network', 'Networks (files of weights, checkpoint folders, architectures)?'));
  const norm = parsedNorm(flags.norm ?? (await answer(ask, '--norm', 'Norm (linf or l2)?')));
  const eps = (flags.eps ?? [await answer(ask, '--eps', 'Radii, such as 4/255 8/255?')]).flatMap(listed);
  return { name, dataset, networks, norm, eps, attack, threat, limit };
}

async function answer(ask: Ask, flag: string, question: string): Promise<string> {
  if (ask === null) throw new UsageFault({ what: 'is missing', where: flag, remedy: 'see bcos init --help' });
  const said = (await ask(`${question} `)).trim();
  if (said === '') throw new UsageFault({ what: 'nothing is answered', where: flag, remedy: 'run bcos init again' });
  return said;
}

function listed(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '');
}

function parsedNorm(text: string): Study['norm'] {
  const parsed = normSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new UsageFault({
    what: `'${text}' is not a norm`,
    where: '--norm',
    remedy: nameRemedy(text, normSchema.options),
  });
}

/** Writes a pipeline that can be read as the plugin reads it, or none. */
function writeSound(text: string, path: string): void {
  writeFileSync(path, text, { flag: 'wx' });
  try {
    readPipeline(path);
  } catch (error) {
    rmSync(path);
    throw error;
  }
}

/** A terminal's user; null where there is none. */
export function terminalAsk(): { readonly ask: Ask; readonly close: () => void } {
  if (!process.stdin.isTTY) return { ask: null, close: () => undefined };
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  return { ask: (question) => terminal.question(question), close: () => terminal.close() };
}
