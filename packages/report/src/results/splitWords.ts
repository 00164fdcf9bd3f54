const WORDS: Readonly<Record<string, string>> = { test: 'test pictures', train: 'training pictures' };

/** What pictures attacks were on, by the splits that they name, such as `test pictures`; of none just `pictures`. */
export function splitWords(splits: readonly string[]): string {
  return splits.length === 0 ? 'pictures' : splits.map((split) => WORDS[split] ?? `pictures of ${split}`).join(' and ');
}
