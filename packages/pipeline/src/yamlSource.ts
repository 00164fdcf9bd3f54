import { readFileSync } from 'node:fs';
import { LineCounter, isMap, isNode, isScalar, parseDocument, type Document } from 'yaml';
import { Fault, reasonOf } from '@bcos-bench/stage';
import { isFlag } from './flagSpelling.js';

/** The way to a value in a YAML file: keys and positions, from the outside in. */
export type KeyPath = readonly PropertyKey[];

/** A YAML file that knows on which line each of its values stands. */
export interface YamlSource {
  /** The file as plain JavaScript values. */
  readonly value: unknown;
  /** A fault about the value at `path` (about a key of it, where `key` is given), naming file, line and key. */
  readonly fault: (what: string, path: KeyPath, key?: string) => Fault;
}

/** Reads a YAML file. @throws Fault where it cannot be read or is no YAML, naming file and line */
export function readYaml(file: string): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(readText(file), { lineCounter: lines, prettyErrors: false });
  const error = document.errors[0];
  if (error !== undefined) {
    throw new Fault({ what: `is no YAML (${reasonOf(error)})`, where: `${file}:${lines.linePos(error.pos[0]).line}` });
  }
  return {
    value: document.toJS() as unknown,
    fault: (what, path, key) => {
      const whole = key === undefined ? path : [...path, key];
      const { line } = lines.linePos(offsetOf(document, path, key));
      const where = `${file}:${line}`;
      return new Fault({ what: whole.length === 0 ? what : `key '${showPath(whole)}' ${what}`, where });
    },
  };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Fault({ what: `cannot be read (${reasonOf(error)})`, where: file }, { cause: error });
  }
}

/** `attacks[0].eps[1]`. */
function showPath(path: KeyPath): string {
  return path.reduce<string>((shown, part) => {
    if (typeof part === 'number') return `${shown}[${part}]`;
    return shown === '' ? String(part) : `${shown}.${String(part)}`;
  }, '');
}

/** Where the value at `path` begins; a value that is absent stands where the nearest one around it does. */
function offsetOf(document: Document.Parsed, path: KeyPath, key?: string): number {
  const parent = document.getIn(path, true);
  if (key === undefined || !isMap(parent)) {
    if (isNode(parent) && parent.range) return parent.range[0];
    return path.length === 0 ? 0 : offsetOf(document, path.slice(0, -1), String(path.at(-1)));
  }
  const pair =
    parent.items.find((item) => isScalar(item.key) && String(item.key.value) === key) ??
    parent.items.find((item) => isScalar(item.key) && isFlag(String(item.key.value), key));
  if (pair !== undefined && isScalar(pair.key) && pair.key.range) return pair.key.range[0];
  return parent.range?.[0] ?? 0;
}
