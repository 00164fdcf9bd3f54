import { existsSync, lstatSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Fault } from '@bcos-bench/vocabulary/fault';

/** The folder that published weights lie in, from the workspace root, unless WEIGHTS_DIR names another. */
export const WEIGHTS_FOLDER = 'weights';

/** Where a file of weights is looked for. */
export interface WeightsPlaces {
  /** The environment variable WEIGHTS_DIR; undefined or empty where it is not set. */
  readonly weightsDir: string | undefined;
  /** The folder that `weights/` lies in. */
  readonly root: string;
}

/** The places of this process: its WEIGHTS_DIR, and `weights/` in its working directory. */
export function weightsPlaces(root = '.'): WeightsPlaces {
  return { weightsDir: process.env['WEIGHTS_DIR'], root };
}

/**
 * The path of a file of weights: itself where there is such a file; where it is a name without a folder, that of this name in
 * WEIGHTS_DIR or else in `weights/`. Null where there is none.
 */
export function findWeights(file: string, places: WeightsPlaces): string | null {
  return candidates(file, places).find((path) => existsSync(path)) ?? null;
}

/** The first link, where a file of weights is looked for, that leads to no file; null where there is none. */
export function brokenWeightsLink(file: string, places: WeightsPlaces): string | null {
  const broken = (path: string): boolean =>
    lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true && !existsSync(path);
  return candidates(file, places).find(broken) ?? null;
}

function candidates(file: string, { weightsDir, root }: WeightsPlaces): string[] {
  const folders = weightsDir === undefined || weightsDir === '' ? [] : [weightsDir];
  const named = [...folders, join(root, WEIGHTS_FOLDER)].map((folder) => join(folder, file));
  return basename(file) === file ? [file, ...named] : [file];
}

/** What to say of a file of weights that is not there: which, where it is published, where to put it. */
export function absentWeights(file: string, published: string | undefined): Fault {
  const fetch = published === undefined ? 'get the file' : `its authors publish it at ${published}: get it`;
  const put = `put it into ${WEIGHTS_FOLDER}/ or set WEIGHTS_DIR to the folder that holds it`;
  return new Fault({ what: 'is not there', where: file, remedy: `${fetch} and ${put}` });
}
