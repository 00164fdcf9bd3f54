/** `stop-early` as yargs tells it besides: `stopEarly`. */
export function camelCase(name: string): string {
  return name.replaceAll(/-([a-z0-9])/g, (_dash, letter: string) => letter.toUpperCase());
}
