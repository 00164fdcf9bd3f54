import { extname } from 'node:path';

/** Why something in a folder of images is not used, and the words for one and for many of it. */
const reasons = {
  format: ['file that is no image by its name', 'files that are no images by their names'],
  classless: ['image in no class folder', 'images in no class folder'],
  system: ['hidden or system file or folder', 'hidden or system files and folders'],
  unused: [
    'image of a folder that is neither for training nor for testing',
    'images of folders that are neither for training nor for testing',
  ],
} as const satisfies Record<string, readonly [one: string, many: string]>;
type Reason = keyof typeof reasons;

const EXAMPLES = 3;

/** Counts what is not used, and keeps the first names of it. */
export class PassedOver {
  readonly #found = new Map<Reason, { count: number; examples: string[]; endings: Map<string, number> }>();

  /** @param relativePath from the root, with `/` on every system */
  add(reason: Reason, relativePath: string): void {
    const found = this.#found.get(reason) ?? { count: 0, examples: [], endings: new Map<string, number>() };
    this.#found.set(reason, found);
    found.count += 1;
    if (found.examples.length < EXAMPLES) found.examples.push(relativePath);
    const ending = extname(relativePath).toLowerCase();
    found.endings.set(ending, (found.endings.get(ending) ?? 0) + 1);
  }

  /** A sentence for each reason, with how many and which. */
  notes(): string[] {
    return Object.entries(reasons).flatMap(([reason, [one, many]]) => {
      const found = this.#found.get(reason as Reason);
      if (found === undefined) return [];
      const { count, examples, endings } = found;
      const kinds = reason === 'format' ? ` (${endingsOf(endings)})` : '';
      const more = count > examples.length ? ', …' : '';
      return [`passed over: ${count} ${count === 1 ? one : many}${kinds}: ${examples.join(', ')}${more}`];
    });
  }
}

function endingsOf(endings: ReadonlyMap<string, number>): string {
  const sorted = [...endings].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return sorted.map(([ending, count]) => `${ending === '' ? 'without an ending' : ending} ${count}`).join(', ');
}
