import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { Fault, reasonOf, sortedJson } from '@bcos-bench/vocabulary';
import { readRegularFile, requireEnd } from './content/regularFile.js';

/** The file that lists the others, and the one that holds its digest. */
export const [MANIFEST_FILE, SEAL_FILE] = ['manifest.json', 'manifest.sha256'];
const NEVER_LISTED = new Set(['timing.json', 'tensorboard', MANIFEST_FILE, SEAL_FILE]);
const DIGEST = /^[0-9a-f]{64}$/;
const REMEDY =
  'make the folder again with the command that made it; where Nx restored it from its cache, add --skip-nx-cache';

const listedFileSchema = z.strictObject({ bytes: z.int().nonnegative(), sha256: z.string().regex(DIGEST) });

/** `manifest.json`: every file of a folder that a stage made, with its size and SHA-256, by its path from the folder. */
export const manifestSchema = z.strictObject({
  version: z.literal(1),
  /** The stage that made the folder, such as `bcos-attack`. */
  stage: z.string().min(1),
  files: z.record(z.string(), listedFileSchema),
});
export type Manifest = z.infer<typeof manifestSchema>;

/**
 * Writes `manifest.json` of a folder, and `manifest.sha256`, which holds the SHA-256 of the manifest itself. To be called last.
 * What differs from run to run is not listed: `timing.json` and `tensorboard/`.
 */
export function writeManifest(folder: string, stage: string): void {
  const files = Object.fromEntries(filesToList(folder).map((name) => [name, digestOfFile(join(folder, name))]));
  const manifest = sortedJson({ version: 1, stage, files } satisfies Manifest);
  writeFileSync(join(folder, MANIFEST_FILE), manifest);
  writeFileSync(join(folder, SEAL_FILE), sealOf(manifest));
}

/**
 * The manifest of a folder; null where it has none, because an older version or somebody's hand has made it.
 * @throws Fault where a byte of it is not as it was written
 */
export function readManifest(folder: string): Manifest | null {
  const [path, seal] = [join(folder, MANIFEST_FILE), join(folder, SEAL_FILE)];
  if (!existsSync(path) && !existsSync(seal)) return null;
  const bytes = contentOf(path);
  if (contentOf(seal).toString('latin1') !== sealOf(bytes)) {
    throw new Fault({ what: `is damaged: its SHA-256 is not the one in ${SEAL_FILE}`, where: path, remedy: REMEDY });
  }
  const parsed = manifestSchema.safeParse(parsedJson(bytes));
  if (parsed.success) return parsed.data;
  throw new Fault({ what: 'is not a manifest that this version knows', where: path, remedy: REMEDY });
}

/** Whether a file is of a folder: by the manifest where there is one, so that a lost file is not taken for one that never was. */
export function holdsFile(folder: string, name: string): boolean {
  const manifest = readManifest(folder);
  return manifest === null ? existsSync(join(folder, name)) : Object.hasOwn(manifest.files, name);
}

/**
 * The content of a file, checked against the manifest beside it where there is one.
 * @throws Fault where the folder has a manifest and the file is not the one that it lists
 * @throws Error of the file system where it cannot be read
 */
export function readListedFile(path: string): Buffer {
  const manifest = NEVER_LISTED.has(basename(path)) ? null : readManifest(dirname(path));
  const content = readRegularFile(path, REMEDY);
  if (manifest !== null) requireListed(manifest, basename(path), path, found(content));
  return content;
}

/**
 * The same, with its SHA-256, which is computed once.
 * @throws as `readListedFile` does
 */
export function readDigestedFile(path: string): { readonly content: Buffer; readonly sha256: string } {
  const manifest = readManifest(dirname(path));
  const content = readRegularFile(path, REMEDY);
  const digested = found(content);
  if (manifest !== null) requireListed(manifest, basename(path), path, digested);
  return { content, sha256: digested.sha256 };
}

/** The SHA-256 of a file that was read: as the manifest lists it, so that a large file is not hashed again. */
export function digestOfRead(path: string): string {
  const listed = readManifest(dirname(path))?.files[basename(path)];
  return listed?.sha256 ?? digestOfFile(path).sha256;
}

function found(content: Buffer): Manifest['files'][string] {
  return { bytes: content.length, sha256: sha256(content) };
}

/**
 * Checks a content that is not that of the file now, such as it was before something was added to it.
 * @throws Fault where the folder of `path` has a manifest that lists another
 */
export function requireListedContent(path: string, content: Buffer): void {
  const manifest = readManifest(dirname(path));
  if (manifest !== null) requireListed(manifest, basename(path), path, found(content));
}

/** How a whole folder is checked. */
export interface FolderCheck {
  /** The content of a file as the stage has written it, where something may be added to it later. */
  readonly asWritten?: (name: string, content: Buffer) => Buffer;
}

/**
 * Checks every file of a folder against its manifest.
 * @returns how many files it has
 * @throws Fault where it has no manifest, or a file is changed, missing or not listed
 */
export function verifyFolder(folder: string, { asWritten = (_name, content) => content }: FolderCheck = {}): number {
  const manifest = requireManifest(folder);
  const names = new Set([...filesToList(folder), ...Object.keys(manifest.files)]);
  for (const name of names) {
    const path = join(folder, name);
    const content = asWritten(name, contentOf(path));
    requireListed(manifest, name, path, found(content));
  }
  return names.size;
}

/**
 * The manifest of a folder whose files nothing else vouches for.
 * @throws Fault where there is none, or it is damaged
 */
export function requireManifest(folder: string): Manifest {
  const manifest = readManifest(folder);
  if (manifest !== null) return manifest;
  const what = `has no ${MANIFEST_FILE} with the checksums of its files: an older version made it, or it was made by hand`;
  throw new Fault({ what, where: folder, remedy: `run the stage again, or trust it with: npx bcos seal ${folder}` });
}

function requireListed(manifest: Manifest, name: string, path: string, file: Manifest['files'][string]): void {
  const listed = Object.hasOwn(manifest.files, name) ? manifest.files[name] : undefined;
  if (listed === undefined) throw new Fault({ what: `is not listed in ${MANIFEST_FILE}`, where: path, remedy: REMEDY });
  if (listed.bytes !== file.bytes) {
    const what = `is damaged: it has ${file.bytes} bytes, and ${MANIFEST_FILE} says ${listed.bytes}`;
    throw new Fault({ what, where: path, remedy: REMEDY });
  }
  if (listed.sha256 !== file.sha256) {
    const what = `is damaged: its SHA-256 is not the one in ${MANIFEST_FILE}`;
    throw new Fault({ what, where: path, remedy: REMEDY });
  }
}

/** The files of a folder and its sub-folders, sorted, by their paths from it, with / whatever the system has. */
function filesToList(folder: string, within = ''): string[] {
  const entries = readdirSync(join(folder, within), { withFileTypes: true });
  return entries
    .filter(({ name }) => within !== '' || !NEVER_LISTED.has(name))
    .flatMap((entry) => {
      const name = within === '' ? entry.name : `${within}/${entry.name}`;
      return entry.isDirectory() ? filesToList(folder, name) : [name];
    })
    .sort();
}

const PIECE_BYTES = 1 << 20;

/** Reads piece by piece: memory holds no file as a whole. */
function digestOfFile(path: string): Manifest['files'][string] {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(PIECE_BYTES);
  requireEnd(path, REMEDY);
  const file = openSync(path, 'r');
  try {
    let bytes = 0;
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) {
      hash.update(piece.subarray(0, read));
      bytes += read;
    }
    return { bytes, sha256: hash.digest('hex') };
  } finally {
    closeSync(file);
  }
}

function contentOf(path: string): Buffer {
  try {
    return readRegularFile(path, REMEDY);
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault({ what: `cannot be read (${reasonOf(error)})`, where: path, remedy: REMEDY }, { cause: error });
  }
}

function parsedJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}

function sealOf(manifest: Buffer | string): string {
  return `${sha256(manifest)}\n`;
}

function sha256(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}
