import { open } from 'node:fs/promises';

/** Files that are no tar archive and no gzipped one, by their first bytes: what they are. */
const others: readonly { readonly starts: Buffer; readonly what: string }[] = [
  { starts: Buffer.from('PK\x03\x04', 'latin1'), what: 'is a zip archive' },
  { starts: Buffer.from('BZh', 'latin1'), what: 'is compressed by bzip2' },
  { starts: Buffer.from('fd377a585a00', 'hex'), what: 'is compressed by xz' },
  { starts: Buffer.from('28b52ffd', 'hex'), what: 'is compressed by zstd' },
  { starts: Buffer.from('377abcaf271c', 'hex'), what: 'is a 7z archive' },
  { starts: Buffer.from('Rar!', 'latin1'), what: 'is a rar archive' },
  { starts: Buffer.from('\x93NUMPY', 'latin1'), what: 'is an array of NumPy' },
  { starts: Buffer.from('ARROW1', 'latin1'), what: 'is an Arrow file' },
  { starts: Buffer.from('PAR1', 'latin1'), what: 'is a Parquet file' },
  { starts: Buffer.from('\x89HDF', 'latin1'), what: 'is an HDF5 file' },
  { starts: Buffer.from('version https://git-lfs', 'latin1'), what: 'is a pointer of Git LFS, not the file itself' },
  { starts: Buffer.from('<', 'latin1'), what: 'is a web page' },
];

const GZIP = Buffer.from('1f8b', 'hex');
const LONGEST = 32;

/** What an archive's first bytes say: `gzip`, or what else it is; null for all that may be a plain tar archive. */
export async function archiveKind(path: string): Promise<'gzip' | { readonly what: string } | null> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LONGEST), 0, LONGEST, 0);
    const first = buffer.subarray(0, bytesRead);
    if (isGzip(first)) return 'gzip';
    return others.find(({ starts }) => first.subarray(0, starts.length).equals(starts)) ?? null;
  } finally {
    await file.close();
  }
}

/** Whether bytes begin as a gzip file does. */
export function isGzip(bytes: Uint8Array): boolean {
  return GZIP.equals(bytes.subarray(0, GZIP.length));
}
