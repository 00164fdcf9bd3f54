const WORDS: Readonly<Record<string, string>> = { test: 'test images', train: 'training images' };

/** What images attacks were on, by the splits that they name, such as `test images`; of none just `images`. */
export function splitWords(splits: readonly string[]): string {
  return splits.length === 0 ? 'images' : splits.map((split) => WORDS[split] ?? `images of ${split}`).join(' and ');
}
