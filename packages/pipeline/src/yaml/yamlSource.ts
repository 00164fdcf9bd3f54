import { readFileSync } from 'node:fs';
import { LineCounter, isMap, isNode, isScalar, parseDocument, visit, type Document } from 'yaml';
import { Fault, reasonOf } from '@bcos-bench/vocabulary';
import { requireRegularFile } from '@bcos-bench/formats';
import { isFlag } from '../schema/flagSpelling.js';
import { tooDeepAt } from './yamlNesting.js';

/** The way to a value in a YAML file: keys and positions, from the outside in. */
export type KeyPath = readonly PropertyKey[];

/** A YAML file that knows on which line each of its values stands. */
export interface YamlSource {
  /** The file as plain JavaScript values. */
  readonly value: unknown;
  /** A fault about the value at `path` (about a key of it, where `key` is given), naming file, line and key. */
  readonly fault: (what: string, path: KeyPath, key?: string) => Fault;
}

const REMEDY = 'see pipelines/smoke.yaml for what one holds';
/** No pipeline that a person writes comes near, and what is larger takes its time to be refused. */
const LARGEST_FILE = 2 ** 20;
/** So often may a file repeat what it has named: a few lines of aliases of aliases would be billions of values. */
const MOST_ALIASES = 1000;

/** Reads a YAML file. @throws Fault where it cannot be read or is no YAML, naming file and line */
export function readYaml(file: string): YamlSource {
  const lines = new LineCounter();
  const fail = (reason: string, offset: number): Fault =>
    new Fault({ what: `is not YAML (${reason})`, where: `${file}:${lines.linePos(offset).line}` });
  const text = readText(file);
  const deep = tooDeepAt(text);
  if (deep !== null) {
    const line = text.slice(0, deep).split('\n').length;
    throw new Fault({ what: 'is nested deeper than any pipeline', where: `${file}:${line}` });
  }
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const error = document.errors[0] ?? document.warnings[0];
  if (error !== undefined) throw fail(reasonOf(error), error.pos[0]);
  const odd = oddNode(document);
  if (odd !== null) throw fail(odd.reason, odd.offset);
  return {
    value: plainValue(document, file),
    fault: (what, path, key) => {
      const whole = key === undefined ? path : [...path, key];
      const { line } = lines.linePos(offsetOf(document, path, key));
      const where = `${file}:${line}`;
      return new Fault({ what: whole.length === 0 ? what : `key '${showPath(whole)}' ${what}`, where });
    },
  };
}

/** Bombs and references that go in a circle are found only as values are made. */
function plainValue(document: Document.Parsed, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown;
  } catch (error) {
    throw new Fault({ what: `cannot be read as YAML (${reasonOf(error)})`, where: file }, { cause: error });
  }
}

/** The first thing in a document that is well-formed YAML and has no meaning here. */
function oddNode(document: Document.Parsed): { readonly reason: string; readonly offset: number } | null {
  const found: { reason: string; offset: number }[] = [];
  visit(document, {
    Alias: (_key, alias) => {
      if (alias.resolve(document) !== undefined) return undefined;
      found.push({
        reason: `*${alias.source} repeats what no &${alias.source} before it names`,
        offset: alias.range?.[0] ?? 0,
      });
      return visit.BREAK;
    },
    Pair: (_key, { key }) => {
      if (isScalar(key)) return undefined;
      found.push({ reason: 'a key must be a plain word or number', offset: isNode(key) ? (key.range?.[0] ?? 0) : 0 });
      return visit.BREAK;
    },
  });
  return found[0] ?? null;
}

function readText(file: string): string {
  const { size } = requireRegularFile(file, REMEDY);
  if (size > LARGEST_FILE) throw new Fault({ what: `has ${size} bytes, more than any pipeline`, where: file });
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
