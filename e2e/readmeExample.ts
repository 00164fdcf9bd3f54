import { readFileSync } from 'node:fs';
import { at } from '@bcos-bench/vocabulary';

/** The program that a README has as its example. */
export interface ReadmeExample {
  readonly program: string;
  /** What the program prints, as the comments behind its `console.log` say. */
  readonly prints: readonly string[];
}

/**
 * The example of a README: the program below `<!-- run -->`.
 * @throws Error where it has none, or one that says nowhere what it prints
 */
export function readmeExample(path: string): ReadmeExample {
  const program = /^<!-- run -->\n\n```js\n([^]*?)^```$/m.exec(readFileSync(path, 'utf8'))?.[1];
  if (program === undefined) throw new Error(`${path}: has no example`);
  const prints = [...program.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm)].map((found) => at(found, 1));
  if (prints.length === 0) throw new Error(`${path}: its example does not say what it prints`);
  return { program, prints };
}
