import { configure } from 'safe-stable-stringify';

const stringify = configure({ deterministic: true, strict: true });

/** JSON with sorted keys, so that equal values are equal bytes. */
export function sortedJson(value: unknown): string {
  return `${stringify(value, null, 2) ?? 'null'}\n`;
}
