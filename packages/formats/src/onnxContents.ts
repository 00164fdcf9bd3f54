import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Fault, reasonOf } from '@bcos-bench/vocabulary';
import { readListedFile } from './manifest.js';

/** The name that an ONNX file has in a checkpoint. */
export const ONNX_FILE = 'model.onnx';

/** Names of a checkpoint's own files, and hidden ones, which no data file may take. */
const RESERVED = /^\.|^(?:model|manifest|notes|timing)\.(?:json|safetensors|onnx|sha256)$|^tensorboard$/;

/** Whether a name is that of a file beside an ONNX file: no path, and no name that a checkpoint has a use for. */
export function isPlainName(name: string): boolean {
  return /^[^/\\\0]{1,200}$/.test(name) && !RESERVED.test(name);
}

/** The ONNX part of `model.json`. */
export const onnxFilesSchema = z.object({
  /** `model.onnx`, then the files with its arrays. */
  files: z
    .array(
      z.object({
        name: z.string().refine((name) => name === ONNX_FILE || isPlainName(name)),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .min(1),
  /** The output that holds the logits; null for the first. */
  output: z.string().nullable(),
});

/** The files of an ONNX network by name, `model.onnx` first. */
export type OnnxContents = ReadonlyMap<string, Uint8Array>;

/** What `model.json` says of files. */
export function onnxFiles(contents: OnnxContents, output: string | null): z.infer<typeof onnxFilesSchema> {
  return { files: [...contents].map(([name, content]) => ({ name, sha256: digest(content) })), output };
}

/** Reads the files of an ONNX network. @throws Fault where one is missing or another than `model.json` says */
export function readOnnxContents(
  folder: string,
  { files }: z.infer<typeof onnxFilesSchema>,
  remedy: string,
): OnnxContents {
  return new Map(
    files.map(({ name, sha256 }) => {
      const where = join(folder, name);
      let content: Uint8Array;
      try {
        content = readListedFile(where);
      } catch (error) {
        if (error instanceof Fault) throw error;
        throw new Fault({ what: `cannot be read (${reasonOf(error)})`, where, remedy }, { cause: error });
      }
      if (digest(content) === sha256) return [name, content] as const;
      throw new Fault({ what: 'is damaged: its SHA-256 is not the one in model.json', where, remedy });
    }),
  );
}

/** Writes the files of an ONNX network into a checkpoint. */
export function writeOnnxContents(folder: string, contents: OnnxContents): void {
  for (const [name, content] of contents) writeFileSync(join(folder, name), content);
}

function digest(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
