import { z } from 'zod';
import type { KeyPath } from '../yaml/yamlSource.js';

/** The keys that a schema has for the map at `path` of a value; none where it is no map of known keys. */
export function keysAt(schema: z.core.$ZodType, path: KeyPath): string[] {
  const found = path.reduce<readonly z.core.$ZodType[]>(
    (schemas, key) => schemas.flatMap((outer) => inner(outer, key)),
    bare(schema),
  );
  return [...new Set(found.flatMap((each) => (each instanceof z.ZodObject ? Object.keys(each.shape) : [])))];
}

/** What a schema says of the value at a key of a map or a list. */
function inner(schema: z.core.$ZodType, key: PropertyKey): readonly z.core.$ZodType[] {
  if (schema instanceof z.ZodArray) return bare(schema.element);
  if (schema instanceof z.ZodRecord) return bare(schema.valueType);
  if (!(schema instanceof z.ZodObject)) return [];
  const shape: Readonly<Record<string, z.core.$ZodType>> = schema.shape;
  const at = shape[String(key)];
  return at === undefined ? [] : bare(at);
}

/** The schemas that a value may follow, without defaults, transformations and alternatives around them. */
function bare(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(bare);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return bare(schema.unwrap());
  if (schema instanceof z.ZodPipe) return [...bare(schema.in), ...bare(schema.out)];
  return [schema];
}
