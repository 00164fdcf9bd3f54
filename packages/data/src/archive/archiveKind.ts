import { open } from 'node:fs/promises';
import { SIGNATURE_BYTES, beginsAs, fileKindOf, fileSignatures } from '@bcos-bench/vocabulary/fileSignatures';

/** What an archive's first bytes say: `gzip`, or what else it is; null for all that may be a plain tar archive. */
export async function archiveKind(path: string): Promise<'gzip' | { readonly what: string } | null> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SIGNATURE_BYTES), 0, SIGNATURE_BYTES, 0);
    const kind = fileKindOf(buffer.subarray(0, bytesRead));
    if (kind === 'gzip') return 'gzip';
    return kind === null ? null : { what: fileSignatures[kind].what };
  } finally {
    await file.close();
  }
}

/** Whether bytes begin as a gzip file does. */
export function isGzip(bytes: Uint8Array): boolean {
  return beginsAs('gzip', bytes);
}
