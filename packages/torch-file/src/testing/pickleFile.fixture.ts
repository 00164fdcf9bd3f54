import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { zipBytes } from '../fuzz/zipBytes.js';
import { openTorchFile } from '../torchFile.js';
import type { PickleValue } from '../pickle/value.js';

/** Writes files into a folder that is removed after the specs of the file that calls this. */
export function temporaryFiles(): (name: string, bytes: Uint8Array) => string {
  const folder = mkdtempSync(join(tmpdir(), 'torch-file-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  return (name, bytes) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };
}

/** A zip file as `torch.save` makes it, of one pickle and of records by the keys of their storages. */
export function torchZip(pickle: Uint8Array, records: Readonly<Record<string, Uint8Array>> = {}): Buffer {
  return zipBytes([
    { name: 'archive/data.pkl', bytes: Buffer.from(pickle) },
    ...Object.entries(records).map(([key, bytes]) => ({ name: `archive/${key}`, bytes: Buffer.from(bytes) })),
  ]);
}

/** What a file holds. @throws Fault where it cannot be read */
export async function rootOf(path: string): Promise<PickleValue> {
  const file = await openTorchFile(path);
  file.close();
  return file.root;
}
