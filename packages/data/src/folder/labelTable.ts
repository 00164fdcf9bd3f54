import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { Fault, reasonOf } from '@bcos-bench/vocabulary/fault';
import { readRegularFile, requireRegularFile } from '@bcos-bench/formats/regularFile';

/** A table of labels, in the order of its rows. */
export interface LabelTable {
  readonly path: string;
  readonly rows: readonly LabelledName[];
}

/** A row of the table. */
interface LabelledName {
  /** The name of an image, perhaps without its ending. */
  readonly name: string;
  readonly label: string;
}

/** What the column of images is called, and that of labels, in small letters. */
const IMAGE_COLUMNS = ['filename', 'file_name', 'file', 'image', 'image_name', 'image_id', 'path', 'img', 'name', 'id'];
const LABEL_COLUMNS = ['label', 'class', 'class_name', 'category', 'target', 'label_name', 'breed', 'species'];
const REMEDY = 'give a CSV whose first line is id,label or filename,label';

/** Where a table of labels lies: in the folder of the images, where it has one of that name, or as the path says. */
export function labelTablePath(source: string, labels: string): string {
  const beside = join(source, labels);
  return existsSync(beside) ? beside : labels;
}

/**
 * Reads a table of labels as Kaggle's competitions have them: a line that names the columns, and one for each image.
 * @throws Fault where it is no such table
 */
export function readLabelTable(path: string): LabelTable {
  const fault = (what: string, cause?: unknown): Fault => new Fault({ what, where: path, remedy: REMEDY }, { cause });
  const lines = cells(path, fault);
  const header = lines[0] ?? [];
  const columns = columnsOf(header);
  if (columns === null) throw fault(`has the columns ${header.join(', ')}: which are images and labels is not known`);
  const rows = lines.slice(1).map((cell, i) => {
    const [name, label] = [cell[columns.image], cell[columns.label]];
    if (name === undefined || label === undefined || name === '' || label === '') {
      throw fault(`has no image or no label in row ${i + 1}`);
    }
    return { name, label };
  });
  if (rows.length === 0) throw fault('has no row');
  return { path, rows };
}

function cells(path: string, fault: (what: string, cause: unknown) => Fault): string[][] {
  requireRegularFile(path, REMEDY);
  const content = readRegularFile(path, REMEDY);
  try {
    const options = { bom: true, trim: true, skip_empty_lines: true };
    return z.array(z.array(z.string())).parse(parse(content, options));
  } catch (error) {
    throw fault(`cannot be read as a CSV (${reasonOf(error)})`, error);
  }
}

/** The places of both columns: by their names, or the first and the second of two. */
function columnsOf(header: readonly string[]): { image: number; label: number } | null {
  const small = header.map((name) => name.toLowerCase().replaceAll(/[ -]/g, '_'));
  const place = (names: readonly string[]): number | null => {
    const name = names.find((each) => small.includes(each));
    return name === undefined ? null : small.indexOf(name);
  };
  const [image, label] = [place(IMAGE_COLUMNS), place(LABEL_COLUMNS)];
  if (image !== null && label !== null) return { image, label };
  if (header.length !== 2) return null;
  if (label !== null) return { image: 1 - label, label };
  return image === null ? { image: 0, label: 1 } : { image, label: 1 - image };
}
