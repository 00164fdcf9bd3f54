import { classList } from '@bcos-bench/vocabulary';
import type { Model } from '@bcos-bench/formats';
import type { ArchitectureGuess } from './architectureGuess.js';
import type { Exponent } from './exponent.js';
import { averages } from './layouts/averages.js';
import type { NetworkArrays } from './networkArrays.js';
import { shortList } from './shortList.js';

/** What was imported, and what of it the file does not say. */
export interface Imported {
  readonly model: Model;
  readonly arrays: NetworkArrays;
  readonly guess: ArchitectureGuess;
  readonly exponent: Exponent | null;
  /** Whether flags name the norm and the classes, and ask for the moving average. */
  readonly given: { readonly norm: boolean; readonly classes: boolean; readonly average: boolean };
}

/** What was imported, in a line. */
export function importedNetwork({ model, arrays, exponent }: Imported): string {
  const { name, b, maxOut, norm, defence } = model.architecture;
  const bcos = exponent === null ? '' : `, b ${b}, max-out ${maxOut}, norm ${norm}`;
  const masked = defence === undefined ? '' : `, defence ${defence.name} ${defence.strength}`;
  const numbers = [...arrays.weights.values()].map(({ shape }) => shape.reduce((product, n) => product * n, 1));
  const total = numbers.reduce((sum, count) => sum + count, 0);
  return `${name}${bcos}${masked}: ${arrays.weights.size} arrays, ${total} numbers, ${model.classes.length} classes`;
}

/** What was guessed or left out, a line each: a reader of the results must know it. */
export function importNotes(imported: Imported): string[] {
  return [...guessNotes(imported), ...omissionNotes(imported.arrays, imported.given.average)];
}

function guessNotes({ model, guess, exponent, given }: Imported): string[] {
  const notes = [];
  if (exponent?.from === 'usual') notes.push(`b cannot be seen in weights: ${exponent.b} is taken; --b says otherwise`);
  if (!given.norm && guess.otherNorms.length > 0) {
    const others = guess.otherNorms.join(', ');
    notes.push(`norm ${guess.architecture.norm} is a guess: the same arrays are those of ${others}; --norm says which`);
  }
  if (guess.otherNames.length > 0) {
    const others = guess.otherNames.join(', ');
    notes.push(`${model.architecture.name} is a guess: the same arrays are those of ${others}; --arch says which`);
  }
  if (!given.classes) notes.push(`classes are called ${classList(model.classes)}; --classes says otherwise`);
  return notes;
}

function omissionNotes(
  { container, unwrapped, counters, unused, completed }: NetworkArrays,
  averaged: boolean,
): string[] {
  const counted = [
    [counters.length, 'counters of batches'],
    [unused.length, 'arrays that the network itself does not use'],
    [unwrapped.copies.length, 'second copies'],
    [unwrapped.beside.length, 'arrays beside the network'],
  ] as const;
  const parts = counted.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  if (container.beside.length > 0) parts.push(shortList(container.beside));
  const average = averaged ? undefined : (container.averages[0] ?? averagePrefix(unwrapped.beside));
  return [
    ...(completed.length === 0
      ? []
      : [
          `the average lacks ${completed.length} arrays that are not trained (${shortList(completed)}): they are the trained network's`,
        ]),
    ...(parts.length === 0 ? [] : [`left out: ${parts.join('; ')}`]),
    ...(average === undefined ? [] : [`the file also holds averaged weights (${average}): --ema takes them`]),
  ];
}

/** What stands before the names of averaged arrays beside the network. */
function averagePrefix(beside: readonly string[]): string | undefined {
  const layout = averages.find(({ wraps }) => wraps(beside));
  return layout?.name;
}
