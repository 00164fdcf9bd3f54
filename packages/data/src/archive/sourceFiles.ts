import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault, reasonOf } from '@bcos-bench/vocabulary/fault';
import { requireFileOrFolder, requireRegularFile } from '@bcos-bench/formats/regularFile';
import { namesIn } from '../namesIn.js';
import { unpackedFiles, type WantedFiles } from './unpackedFiles.js';

/** A data set that is published as an archive of one folder. */
export interface ArchiveLayout extends WantedFiles {
  /** The folder that the archive unpacks to. */
  readonly folder: string;
  /** What is said of a folder or an archive without one of the files. */
  readonly lacking: (file: string, names: readonly string[], where: string) => Fault;
}

/** The files of a data set, wherever they are. */
export interface SourceFiles {
  /** The content of a file, unchecked. @throws Fault where it cannot be read */
  readonly read: (file: string) => Promise<Uint8Array>;
  /** What a fault calls the file. */
  readonly whereIs: (file: string) => string;
}

/**
 * The paths that hold the content of a source: the files of a folder (or of its child of the layout's name), or the archive itself.
 * @throws Fault where the source or one of its files is missing, or is neither a folder nor a regular file
 */
export function sourcePaths(source: string, { files, folder: child, remedy, lacking }: ArchiveLayout): string[] {
  if (!requireFileOrFolder(source, remedy).isDirectory()) return [source];
  const names = namesIn(source, remedy);
  const folder = names.includes(child) ? join(source, child) : source;
  const inFolder = folder === source ? names : namesIn(folder, remedy);
  return files.map((file) => {
    if (!inFolder.includes(file)) throw lacking(file, inFolder, folder);
    const path = join(folder, file);
    requireRegularFile(path, remedy);
    return path;
  });
}

/** Opens a folder of files or a tar archive, gzipped or not. @throws Fault where it is missing, damaged or lacks a file */
export async function openSource(source: string, layout: ArchiveLayout): Promise<SourceFiles> {
  const isFolder = requireFileOrFolder(source, layout.remedy).isDirectory();
  return isFolder ? folderFiles(source, layout) : await archiveFiles(source, layout);
}

function folderFiles(source: string, layout: ArchiveLayout): SourceFiles {
  const { files, mostBytes, sizeWords, remedy } = layout;
  const paths = new Map(sourcePaths(source, layout).map((path, i) => [files[i], path]));
  const whereIs = (file: string): string => paths.get(file) ?? join(source, file);
  return {
    whereIs,
    read: async (file) => {
      const path = whereIs(file);
      const { size } = requireRegularFile(path, remedy);
      if (size > mostBytes) throw new Fault({ what: `has ${size} bytes, not ${sizeWords}`, where: path, remedy });
      try {
        return await readFile(path);
      } catch (error) {
        const what = `cannot be read (${reasonOf(error)})`;
        throw new Fault({ what, where: path, remedy }, { cause: error });
      }
    },
  };
}

async function archiveFiles(archive: string, layout: ArchiveLayout): Promise<SourceFiles> {
  const { files, names } = await unpackedFiles(archive, layout);
  const read = (file: string): Promise<Uint8Array> => {
    const bytes = files.get(file);
    if (bytes === undefined) throw layout.lacking(file, names, archive);
    return Promise.resolve(bytes);
  };
  await Promise.all(layout.files.map(read));
  return { read, whereIs: (file) => `${archive}, ${file}` };
}
