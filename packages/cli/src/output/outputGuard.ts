import { lstatSync, readdirSync, statSync, type Stats } from 'node:fs';
import { basename, resolve, sep } from 'node:path';
import { UsageFault } from '@bcos-bench/vocabulary/fault';
import { folderMaker } from './folderMaker.js';
import {
  inputAround,
  ownSurroundings,
  whyKept,
  whyKeptWithin,
  type StageInputs,
  type Surroundings,
} from './keptPlace.js';
import { MOST_NAME_BYTES, MOST_PLACE_BYTES, placeOf, WORK_ENTRIES, workFolder } from './outputPlace.js';

/** What is to be made, and by whom. */
export interface OutputRequest {
  /** As the user has written it. */
  readonly out: string;
  readonly kind: 'folder' | 'file';
  /** The stage's command, such as `bcos-attack`. */
  readonly stage: string;
  readonly inputs: StageInputs;
  /** Whether what this stage has not made is replaced as well. */
  readonly force: boolean;
}

const OTHER = 'choose another --out';
const FORCE = `${OTHER}, or replace it with --force`;

/**
 * Checks that `out` may be made: it names nothing yet, an empty folder, or what this stage has made. Nothing is touched.
 * @returns the place that `out` stands for: see `placeOf`
 * @throws UsageFault where something else is there, or, also with `force`, something that must stay
 */
export function requireReplaceable(request: OutputRequest, around: Surroundings = ownSurroundings()): string {
  const { out, kind } = request;
  if (out === '') throw new UsageFault({ what: 'is empty', where: '--out', remedy: `name a ${kind} to make` });
  requireShortNames(out);
  const place = placeOf(out);
  requireShortNames(place);
  const refuse = (what: string | null, remedy: string): void => {
    if (what !== null) throw new UsageFault({ what, where: out, remedy });
  };
  const found = statSync(place, { throwIfNoEntry: false });
  if (found !== undefined && !found.isDirectory() && !found.isFile()) refuse(`is ${oddKind(found)}`, OTHER);
  refuse(whyKept(place, request.inputs, around), OTHER);
  if (kind === 'file' && found?.isDirectory() === true) refuse('is a folder', 'name a file with --out');
  if (found !== undefined && !request.force) refuse(whyNotOwn(place, found, request), FORCE);
  if (found !== undefined && request.force) refuse(whyNotForced(place, found, request, around), OTHER);
  requireOwnWorkFolder(workFolder(place));
  return place;
}

function requireShortNames(path: string): void {
  const names = resolve(path).split(sep);
  for (const name of names) {
    const most = name === names.at(-1) ? MOST_PLACE_BYTES : MOST_NAME_BYTES;
    const bytes = Buffer.byteLength(name);
    if (bytes <= most) continue;
    const what = `a name of ${bytes} bytes is too long for a file system (${name.slice(0, 20)}...)`;
    throw new UsageFault({ what, where: '--out', remedy: `choose one of at most ${most} bytes` });
  }
}

function oddKind(found: Stats): string {
  if (found.isFIFO()) return 'a FIFO';
  if (found.isSocket()) return 'a socket';
  return 'a device';
}

/** What there is that this stage has not made, in words that go on after its name; null where there is no such thing. */
function whyNotOwn(place: string, found: Stats, { stage, kind }: OutputRequest): string | null {
  if (!found.isDirectory()) return kind === 'file' ? 'is there already' : 'is a file';
  const maker = folderMaker(place);
  if (maker.kind === 'other') return `holds ${maker.stray}, which no stage has made`;
  return maker.kind === 'stage' && maker.stage !== stage ? `was made by ${maker.stage}` : null;
}

function whyNotForced(place: string, found: Stats, request: OutputRequest, around: Surroundings): string | null {
  const foreign = whyNotOwn(place, found, request);
  if (foreign === null) return null;
  const flag = inputAround(place, request.inputs);
  if (flag !== null) return `${foreign}, and is a part of the input of ${flag}`;
  return found.isDirectory() ? whyKeptWithin(place, around) : null;
}

/** The user may have a folder of that name. */
function requireOwnWorkFolder(folder: string): void {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (found === undefined) return;
  const stray = found.isDirectory() ? readdirSync(folder).find((name) => !WORK_ENTRIES.has(name)) : null;
  if (stray === undefined) return;
  const what = stray === null ? 'is not a folder of a stage' : `holds ${stray}, which no stage has made`;
  throw new UsageFault({ what, where: folder, remedy: `move ${basename(folder)} away, or ${OTHER}` });
}
