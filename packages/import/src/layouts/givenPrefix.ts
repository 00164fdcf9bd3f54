import { Fault } from '@bcos-bench/vocabulary';
import { shortList } from '../shortList.js';
import type { ArrayDict } from '../stateDict.js';
import { anyUnder, underPrefix, type Layout } from './layout.js';

/**
 * The wrapping that `--prefix` names, with or without the dot behind it: it is the outermost, and taken off once.
 * @throws Fault where no array's name begins with it
 */
export function givenPrefix(text: string, { arrays, others }: ArrayDict, where: string): Layout {
  const prefix = text.endsWith('.') ? text : `${text}.`;
  const names = [...arrays.keys(), ...others.keys()];
  if (!anyUnder(prefix)(names)) {
    const what = `no array's name begins with ${prefix}`;
    throw new Fault({ what, where, remedy: `give another --prefix; names begin with ${shortList(firstWords(names))}` });
  }
  return { name: prefix, wraps: anyUnder(prefix), inside: underPrefix(prefix) };
}

/** The first word of each name, with its dot and how many names have it, or the whole name where it is one word. */
function firstWords(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of names) {
    const word = name.slice(0, name.indexOf('.') + 1) || name;
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].map(([word, count]) => (count === 1 ? word : `${word} (${count})`));
}
