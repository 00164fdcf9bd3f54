import type { SplitName } from '@bcos-bench/formats';
import { Fault } from '@bcos-bench/vocabulary/fault';
import type { ArchiveLayout, SourceFiles } from '../archive/sourceFiles.js';

/** The images of a file. */
interface CifarFile {
  readonly labels: readonly number[];
  readonly image: (number: number) => Uint8Array;
}

/** Reads the files of a form. */
export interface CifarReader {
  /** The images of a file. @throws Fault where it is damaged */
  readonly open: (bytes: Uint8Array, where: string) => CifarFile;
  /** The names of the classes. @throws Fault where the file that has them is damaged */
  readonly classes: (files: SourceFiles) => Promise<readonly string[]>;
}

/** A form in which a CIFAR data set is published: for C programs or for Python. */
export interface CifarForm {
  readonly layout: ArchiveLayout;
  /** The files of each split, in the order of the images. */
  readonly splits: Readonly<Record<SplitName, readonly string[]>>;
  /** What reads it, imported when it is called: `identity` does without. */
  readonly reader: () => Promise<CifarReader>;
}

/** What all forms of CIFAR have in common, of a folder and of an archive. */
export function cifarLayout(
  name: string,
  archive: string,
  folder: string,
  files: readonly string[],
): Pick<ArchiveLayout, 'folder' | 'files' | 'bytesBesides' | 'remedy' | 'lacking'> {
  const remedy = `give ${archive} or the folder ${folder} from it`;
  const lacking = (file: string, _names: readonly string[], where: string): Fault =>
    new Fault({ what: `has no ${file}, which ${name} has`, where, remedy });
  return { folder, files, bytesBesides: 16_000_000, remedy, lacking };
}
