import { join } from 'node:path';
import { z } from 'zod';
import { readJson, writeJson } from './json.js';
import { holdsFile } from './manifest.js';

/** The file of a node's folder that holds its notes; absent where there are none. */
export const NOTES_FILE = 'notes.json';

const notesSchema = z.object({ notes: z.array(z.string().min(1)) });

/** A note as it is kept and shown: one line. */
export function noteLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Writes `notes.json` into a node's folder; nothing where there are no notes. */
export function writeNotes(folder: string, notes: readonly string[]): void {
  if (notes.length > 0) writeJson(join(folder, NOTES_FILE), { notes });
}

/** The notes of a node's folder, in the order in which the stage made them; none where the folder has no such file. @throws Fault */
export function readNotes(folder: string): readonly string[] {
  if (!holdsFile(folder, NOTES_FILE)) return [];
  return readJson(join(folder, NOTES_FILE), notesSchema, 'run the stage that made this folder again').notes;
}
