import { at, lookUp, proportion, type Proportion } from '@bcos-bench/vocabulary';

/** What a network says of an image: the place of the largest logit among the classes, and the label. */
export interface Seen {
  readonly label: number;
  readonly pred: number;
}

/** An order of the outputs, and how many images it classifies correctly. */
export interface TriedOrder {
  readonly words: string;
  /** The classes in the order of the outputs. */
  readonly outputs: readonly string[];
  readonly top1: Proportion;
}

/**
 * Other orders of the outputs that the classes may have: alphabetical, as folders of images are read, and the one that the predictions
 * show. That one is found on every other image of each class and counted on the rest, so that it gains nothing by chance.
 */
export function outputOrders(seen: readonly Seen[], classes: readonly string[]): TriedOrder[] {
  const alphabetical = classes.toSorted();
  const [found, rest] = halves(seen);
  const shown = shownOrder(found, classes);
  const tried = [
    { words: 'classes in alphabetical order', outputs: alphabetical, top1: right(seen, alphabetical, classes) },
    { words: 'classes in the order that its predictions show', outputs: shown, top1: right(rest, shown, classes) },
  ];
  return tried.filter(({ outputs }) => outputs.some((name, place) => name !== classes[place]));
}

/** Whether the network classifies it correctly. */
export function isRight({ label, pred }: Seen): boolean {
  return label === pred;
}

/** Every other image of each class, and the rest: labels may follow each other in turn. */
function halves(seen: readonly Seen[]): readonly [Seen[], Seen[]] {
  const counts = new Map<number, number>();
  const parts: readonly [Seen[], Seen[]] = [[], []];
  for (const image of seen) {
    const before = counts.get(image.label) ?? 0;
    counts.set(image.label, before + 1);
    parts[before % 2 === 0 ? 0 : 1].push(image);
  }
  return parts;
}

function right(seen: readonly Seen[], outputs: readonly string[], classes: readonly string[]): Proportion {
  const correct = seen.filter(({ label, pred }) => at(outputs, pred) === at(classes, label)).length;
  return proportion(correct, seen.length);
}

/** Gives each output the class whose images it has most often, the most frequent pairs first. */
function shownOrder(seen: readonly Seen[], classes: readonly string[]): string[] {
  const counts = new Map<number, number>();
  for (const { label, pred } of seen) {
    const pair = pred * classes.length + label;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  const pairs = [...counts].sort(([a, many], [b, more]) => more - many || a - b).map(([pair]) => pair);
  const outputs = new Map<number, number>();
  const taken = new Set<number>();
  const give = (output: number, label: number): void => {
    if (outputs.has(output) || taken.has(label)) return;
    outputs.set(output, label);
    taken.add(label);
  };
  for (const pair of pairs) give(Math.floor(pair / classes.length), pair % classes.length);
  // What no image shows stays where it is, if it can.
  for (const label of classes.keys()) give(label, label);
  const free = [...classes.keys()].filter((label) => !taken.has(label));
  const without = [...classes.keys()].filter((output) => !outputs.has(output));
  without.forEach((output, place) => outputs.set(output, at(free, place)));
  return [...classes.keys()].map((output) => at(classes, lookUp(outputs, output)));
}
