import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import subsetFont from 'subset-font';
import { at } from '@bcos-bench/vocabulary';

/** The family that figures and the page are set in; its files come with a package, so no machine's own fonts matter. */
export const FONT_FAMILY = 'Inter';

const WEIGHTS = [
  { weight: 400, file: '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf' },
  { weight: 600, file: '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf' },
] as const;

/** What the text here can make use of: kerning, accents, and digits of equal width. */
const KEPT_FEATURES = ['kern', 'tnum', 'ccmp', 'locl', 'mark'];

const require = createRequire(import.meta.url);

/** The whole font files, as TrueType, a file a weight. */
export function fontFiles(): Buffer[] {
  return WEIGHTS.map(({ file }) => readFileSync(require.resolve(file)));
}

/** `@font-face` rules that hold, as WOFF2, the glyphs that `text` needs and no others. */
export async function fontFaces(text: string): Promise<string> {
  const characters = [...new Set(text)].sort().join('');
  const rules = await Promise.all(
    fontFiles().map(async (file, i) => {
      const subset = await subsetFont(file, characters, { targetFormat: 'woff2', keepFeatures: KEPT_FEATURES });
      const source = `url(data:font/woff2;base64,${subset.toString('base64')}) format("woff2")`;
      return `@font-face{font-family:${FONT_FAMILY};font-weight:${at(WEIGHTS, i).weight};src:${source}}`;
    }),
  );
  return rules.join('\n');
}
