/** A value of a pipeline's file: a word, a number, true or false, a list of them. */
export type YamlValue = string | number | boolean | readonly (string | number)[];

/** A map of a pipeline's file; what is undefined is left out. */
export type YamlMap = Readonly<Record<string, YamlValue | undefined>>;

/** What YAML takes for itself if it stands alone. */
const PLAIN = /^[A-Za-z][\w./-]*(?: [\w./-]+)*$/;
const RESERVED = /^(?:true|false|null|yes|no|on|off|y|n)$/i;
/** A radius such as 8/255, which no YAML takes for a number. */
const FRACTION = /^\d+(?:\.\d+)?\/\d+$/;

/** A value as YAML within one line. */
export function yamlValue(value: YamlValue): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return `[${value.map(yamlValue).join(', ')}]`;
  const plain = (PLAIN.test(value) && !RESERVED.test(value)) || FRACTION.test(value);
  return plain ? value : JSON.stringify(value);
}

/** A map as YAML within one line, such as `{ norm: linf, eps: 8/255 }`. */
export function yamlMap(map: YamlMap): string {
  return `{ ${pairs(map).join(', ')} }`;
}

/** A map as lines of YAML, each with `indent` before it. */
export function yamlLines(map: YamlMap, indent: string): string[] {
  return pairs(map).map((pair) => `${indent}${pair}`);
}

function pairs(map: YamlMap): string[] {
  return Object.entries(map).flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${yamlValue(value)}`]));
}
