// `node release/pipelineKeys.mjs`: every key of a pipeline's file, in docs/pipeline-keys.md, from the schema that reads it; `--check` only
// compares.
import { ensureBuilt } from '../packages/nx-plugin/freshBuild.mjs';
import { root, writePart } from './writtenPart.mjs';

/** @typedef {import('@bcos-bench/pipeline').KeySchema} KeySchema */

await ensureBuilt(root);
const { attackVariantKeys, pipelineKeys } = await import('@bcos-bench/pipeline');
/** The keys that make another attack of one: they stand under `attacks`, and elsewhere in one row. */
const VARIANT = new Set(Object.keys(attackVariantKeys));
const keys = pipelineKeys();
const top = tableOf(Object.entries(keys.properties ?? {}).map((entry) => row('', entry, new Set(keys.required))));
writePart('pipeline-keys.md', [top, ...sectionsOf(keys)].join('\n\n'));

/** @param {KeySchema} schema */
function sectionsOf({ properties = {} }) {
  return Object.entries(properties).flatMap(([name, schema]) => sections(name, schema));
}

/**
 * The section of a key that holds others, and those of its own keys that are long.
 * @param {string} name as it is reached, such as `report.tables`
 * @param {KeySchema} schema
 * @returns {string[]}
 */
function sections(name, schema) {
  const held = schema.items ?? schema;
  const kinds = held.oneOf ?? [];
  if (kinds.length > 0) {
    const tables = kinds.map(
      (kind) => `### ${name}: ${kind.properties?.['kind']?.const}\n\n${tableOf(rows('', kind, name))}`,
    );
    return [`## ${name}\n\n${sentence(schema)}`, ...tables];
  }
  const entry = typeof held.additionalProperties === 'object' ? held.additionalProperties : held;
  if (entry.properties === undefined) return [];
  const own = Object.entries(entry.properties).filter(([, { items }]) => isLong(items));
  return [
    `## ${name}\n\n${sentence(schema)}\n\n${tableOf(rows('', entry, name))}`,
    ...own.flatMap(([key, inner]) => sections(`${name}.${key}`, inner)),
  ];
}

/** @param {KeySchema | undefined} items */
function isLong(items) {
  return items?.properties !== undefined || items?.oneOf !== undefined;
}

/** @param {KeySchema} schema */
function sentence({ description = '' }) {
  return `${description.charAt(0).toUpperCase()}${description.slice(1)}.`;
}

/** @param {readonly string[]} made */
function tableOf(made) {
  return ['| key | values | unless given | what it is |', '| --- | --- | --- | --- |', ...made].join('\n');
}

/**
 * A row for each key, and for each of those that a short one holds.
 * @param {string} prefix
 * @param {KeySchema} schema
 * @param {string} section
 * @returns {string[]}
 */
function rows(prefix, { properties = {}, required = [] }, section) {
  const isVariant = section !== 'attacks' && 'attack' in properties && properties['attack']?.enum !== undefined;
  const own = Object.entries(properties).filter(([name]) => !(isVariant && VARIANT.has(name)));
  const made = own.flatMap((entry) => [
    row(prefix, entry, new Set(required)),
    ...(isHeld(entry[1]) ? rows(`${prefix}${entry[0]}.`, entry[1], section) : []),
  ]);
  return isVariant
    ? [...made, `| ${code(`${prefix}attack`)} and so on | | | the variant, as under [attacks](#attacks) |`]
    : made;
}

/**
 * Whether the keys of a key stand below it.
 * @param {KeySchema} schema
 */
function isHeld({ type, properties }) {
  return type === 'object' && properties !== undefined;
}

/**
 * @param {string} prefix
 * @param {[string, KeySchema]} entry
 * @param {ReadonlySet<string>} required
 */
function row(prefix, [name, schema], required) {
  const given = schema.default === undefined ? '' : code(JSON.stringify(schema.default));
  const usual = required.has(name) ? 'needed' : given;
  return `| ${code(prefix + name)} | ${valuesOf(schema)} | ${usual} | ${schema.description ?? ''} |`;
}

/**
 * The values of a key in a few words.
 * @param {KeySchema} schema
 * @returns {string}
 */
function valuesOf(schema) {
  if (schema.const !== undefined) return code(String(schema.const));
  if (schema.enum !== undefined) return schema.enum.map((value) => code(String(value))).join(', ');
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(valuesOf))].join(' or ');
  if (schema.type === 'array') return `list of ${valuesOf(schema.items ?? {}) || 'values'}`;
  if (schema.type === 'object') return 'keys';
  if (schema.type === 'integer')
    return schema.minimum === undefined ? 'whole number' : `whole number from ${schema.minimum}`;
  return { string: 'text', boolean: 'true or false', number: 'number' }[schema.type ?? ''] ?? '';
}

/** @param {string} text */
function code(text) {
  return `\`${text}\``;
}
