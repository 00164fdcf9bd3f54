const DECIMAL = String.raw`(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?`;
const NUMBER = new RegExp(String.raw`^\s*([+-]?${DECIMAL})(?:\s*/\s*(${DECIMAL}))?\s*$`);

/**
 * The one reading of a number that a user writes, in a flag, in YAML or within a word such as `linf:8/255:7`: a decimal (`0.5`, `.5`), one
 * with an exponent (`1e-3`), or a fraction of two of them (`8/255`).
 * @returns NaN for anything else, such as `0x10`, `Infinity`, `1_000`, `0,5` or nothing, and for what no finite number is, such as `1/0`
 */
export function writtenNumber(text: string | number): number {
  if (typeof text === 'number') return Number.isFinite(text) ? text : NaN;
  const parts = NUMBER.exec(text);
  const value = parts === null ? NaN : Number(parts[1]) / Number(parts[2] ?? 1);
  return Number.isFinite(value) ? value : NaN;
}
