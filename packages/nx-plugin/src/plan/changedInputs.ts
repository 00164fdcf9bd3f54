import { TASK_MACHINE } from '../machine/taskMachine.js';
import type { TaskInputs } from './taskInputs.js';

/** Nx's names of inputs, and what they are in words; a name has the words of the first pattern that it matches. */
const WORDS: readonly (readonly [RegExp, (...parts: string[]) => string])[] = [
  [/^npm:(.+)$/, (name) => `the package ${name}`],
  [/^\*\*\/(.+):out\/[^/]+\/(.+)$/, (file, node) => `${file} of ${node}`],
  [new RegExp(`^env:${TASK_MACHINE}$`), () => 'the kind of machine or the number of threads'],
  [/^runtime:node \S*bcos-(\w+)\.js identity/, () => 'the content of its source'],
  [/^workspace:.*\/packages\//, () => 'a source file of its packages'],
  [/^workspace:(.+)$/, (files) => files.replaceAll(/[[\]]|\{workspaceRoot\}\//g, '').replaceAll(',', ', ')],
  [/:ProjectConfiguration$/, () => 'how the node is set up'],
  [/:TsConfig$/, () => 'the compiler settings'],
];

/** How many names of one kind are written out. */
const NAMED = 3;

/** What has changed from one time to another, in words; its flags first. Empty where nothing has. */
export function changedInputs(before: TaskInputs, now: TaskInputs): string[] {
  const flags = changedFlags(before.flags, now.flags);
  const names = [...new Set([...Object.keys(before.inputs), ...Object.keys(now.inputs)])].sort();
  const changed = names.filter((name) => before.inputs[name] !== now.inputs[name]);
  // The flags are a part of how a node is set up: once is enough.
  const others = changed.filter((name) => flags.length === 0 || !name.endsWith(':ProjectConfiguration'));
  return [...flags, ...shortened([...new Set(others.map(inputWords))])];
}

function inputWords(name: string): string {
  for (const [pattern, words] of WORDS) {
    const match = pattern.exec(name);
    if (match !== null) return words(...match.slice(1));
  }
  return name;
}

function shortened(words: readonly string[]): string[] {
  const rest = words.length - NAMED;
  return rest > 1 ? [...words.slice(0, NAMED), `${rest} more`] : [...words];
}

/** `--eps 4/255 -> 6/255`, `--decay 1 (new)`, `--keep (gone)`. */
function changedFlags(before: readonly string[], now: readonly string[]): string[] {
  const [old, young] = [flagValues(before), flagValues(now)];
  return [...new Set([...old.keys(), ...young.keys()])].sort().flatMap((flag) => {
    const [was, is] = [old.get(flag), young.get(flag)];
    if (was === is) return [];
    if (was === undefined) return [`${[flag, is].join(' ').trim()} (new)`];
    return [is === undefined ? `${flag} (gone)` : `${flag} ${was} -> ${is}`];
  });
}

/** Flags by name; one that is given several times has all its values. */
function flagValues(words: readonly string[]): Map<string, string> {
  const values = new Map<string, string>();
  let flag = '';
  for (const word of words) {
    if (word.startsWith('--')) flag = word;
    const value = word === flag ? '' : word;
    values.set(flag, [values.get(flag) ?? '', value].filter((part) => part !== '').join(' '));
  }
  return values;
}
