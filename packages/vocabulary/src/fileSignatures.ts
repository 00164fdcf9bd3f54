/** How a kind of file begins. */
interface FileSignature {
  /** Its first bytes. */
  readonly starts: Buffer;
  /** What such a file is: it reads after 'the file'. */
  readonly what: string;
}

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');
const letters = (text: string): Buffer => Buffer.from(text, 'latin1');

/** Every kind of file that the project knows by its first bytes, those too that it cannot read. */
export const fileSignatures = {
  gzip: { starts: bytes('1f8b'), what: 'is compressed by gzip' },
  zip: { starts: letters('PK\x03\x04'), what: 'is a zip archive' },
  bzip2: { starts: letters('BZh'), what: 'is compressed by bzip2' },
  xz: { starts: bytes('fd377a585a00'), what: 'is compressed by xz' },
  zstd: { starts: bytes('28b52ffd'), what: 'is compressed by Zstandard' },
  '7z': { starts: bytes('377abcaf271c'), what: 'is a 7z archive' },
  rar: { starts: letters('Rar!'), what: 'is a RAR archive' },
  numpy: { starts: letters('\x93NUMPY'), what: 'is an array of NumPy' },
  arrow: { starts: letters('ARROW1'), what: 'is an Arrow file' },
  parquet: { starts: letters('PAR1'), what: 'is a Parquet file' },
  hdf5: { starts: letters('\x89HDF'), what: 'is an HDF5 file' },
  gguf: { starts: letters('GGUF'), what: 'is a GGUF file of a language model' },
  'git-lfs': { starts: letters('version https://git-lfs'), what: 'is a pointer of Git LFS, not the file itself' },
  markup: { starts: letters('<'), what: 'is a web page' },
  'byte order mark': {
    starts: bytes('efbbbf'),
    what: 'begins with a byte order mark, as a text editor puts before what it saves',
  },
} as const satisfies Record<string, FileSignature>;

/** The name of a kind of file in the registry. */
export type FileKind = keyof typeof fileSignatures;

const kinds = Object.keys(fileSignatures) as readonly FileKind[];

/** As many first bytes as tell all kinds apart. */
export const SIGNATURE_BYTES = Math.max(...kinds.map((kind) => fileSignatures[kind].starts.length));

/** Whether bytes begin as a kind of file does. */
export function beginsAs(kind: FileKind, head: Uint8Array): boolean {
  const { starts } = fileSignatures[kind];
  return starts.equals(head.subarray(0, starts.length));
}

/** The kind of file that bytes begin as; null for all others. */
export function fileKindOf(head: Uint8Array): FileKind | null {
  return kinds.find((kind) => beginsAs(kind, head)) ?? null;
}
