import type { z } from 'zod';
import { nameRemedy, nearestName } from '@bcos-bench/vocabulary';
import type { Contradiction } from './contradiction.js';
import type { KeyPath } from '../yaml/yamlSource.js';
import { pipelineSchema, type PipelineSpec } from '../schema/pipelineSchema.js';
import { keysAt } from './schemaKeys.js';

/** The values of a file, null where they are of no pipeline, and all that is wrong with them. */
export interface CheckedValues {
  readonly spec: PipelineSpec | null;
  readonly wrong: readonly Contradiction[];
}

/**
 * Checks the values of a pipeline's file. Misspelt keys and names are taken for the nearest right ones, so that what else is wrong can
 * be said at once.
 */
export function checkedValues(value: unknown): CheckedValues {
  const first = parse(value);
  const misspelt = first.issues.flatMap((issue) => misspellings(issue));
  if (misspelt.length === 0) return { spec: first.spec, wrong: first.issues.flatMap(wrongness) };
  const corrected = structuredClone(value);
  misspelt.forEach(({ correct }) => correct(corrected));
  const second = parse(corrected);
  return { spec: second.spec, wrong: [...misspelt.map(({ wrong }) => wrong), ...second.issues.flatMap(wrongness)] };
}

interface Parsed {
  readonly spec: PipelineSpec | null;
  readonly issues: readonly z.core.$ZodIssue[];
}

function parse(value: unknown): Parsed {
  const result = pipelineSchema.safeParse(value, { reportInput: true });
  return result.success ? { spec: result.data, issues: [] } : { spec: null, issues: result.error.issues };
}

/** A slip of the pen: what is wrong, and how to go on as if it were right. */
interface Misspelling {
  readonly wrong: Contradiction;
  readonly correct: (value: unknown) => void;
}

function misspellings(issue: z.core.$ZodIssue): Misspelling[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => misspeltKey(issue.path, key));
  if (issue.code !== 'invalid_value' || typeof issue.input !== 'string') return [];
  const { input, path } = issue;
  const names = issue.values.map(String);
  const nearest = nearestName(input, names);
  if (nearest === null) return [];
  const wrong = { path, what: `is wrong: there is no '${input}'; ${nameRemedy(input, names)}` };
  return [
    {
      wrong,
      correct: (value) => changeAt(value, path.slice(0, -1), (map) => Reflect.set(map, path.at(-1) ?? '', nearest)),
    },
  ];
}

function misspeltKey(path: KeyPath, key: string): Misspelling {
  const nearest = nearestName(key, keysAt(pipelineSchema, path));
  const what = nearest === null ? 'is unknown' : `is unknown; did you mean ${nearest}?`;
  const correct = (map: object): void => {
    if (nearest !== null && !Object.hasOwn(map, nearest)) Reflect.set(map, nearest, Reflect.get(map, key));
    Reflect.deleteProperty(map, key);
  };
  return { wrong: { path, key, what }, correct: (value) => changeAt(value, path, correct) };
}

/** Changes the map or list at `path` of a value. */
function changeAt(value: unknown, path: KeyPath, change: (map: object) => void): void {
  const found = path.reduce<unknown>((outer, key) => (isObject(outer) ? Reflect.get(outer, key) : undefined), value);
  if (isObject(found)) change(found);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function wrongness(issue: z.core.$ZodIssue): Contradiction[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ path, key, what: 'is unknown' }));
  if (issue.code === 'invalid_type' && issue.input === undefined) {
    return [{ path, what: `is missing (expected ${issue.expected})` }];
  }
  const inner = issue.code === 'invalid_key' ? issue.issues[0]?.message : undefined;
  return [{ path, what: `is wrong: ${inner ?? issue.message}` }];
}
