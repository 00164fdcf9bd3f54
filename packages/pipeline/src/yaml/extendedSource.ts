import { dirname, join } from 'node:path';
import { z } from 'zod';
import { identifier } from '../schema/identifier.js';
import { readYaml, type YamlSource } from './yamlSource.js';

const extendingSchema = z.looseObject({ extends: z.unknown() });

/**
 * Reads a pipeline's file. One that says `extends: NAME` has the keys of `NAME.yaml` beside it, but for those that it has itself; a
 * fault names the file that the key stands in.
 * @throws Fault where a file cannot be read or is no YAML, or where `extends` is not a name of a pipeline that stands by itself
 */
export function readExtendedSource(path: string): YamlSource {
  const source = readYaml(path);
  const extending = extendingSchema.safeParse(source.value);
  if (!extending.success || extending.data.extends === undefined) return source;
  const { extends: asked, ...own } = extending.data;
  const name = identifier.safeParse(asked);
  if (!name.success) throw source.fault('must be the name of a pipeline such as cifar10', ['extends']);
  const base = readYaml(join(dirname(path), `${name.data}.yaml`));
  const given = z.looseObject({}).safeParse(base.value);
  if (!given.success || 'extends' in given.data) {
    throw source.fault(`names ${name.data}, which is no pipeline that stands by itself`, ['extends']);
  }
  const homeOf = (key: PropertyKey | undefined): YamlSource => (key !== undefined && key in own ? source : base);
  return {
    value: { ...given.data, ...own },
    fault: (what, keys, key) => homeOf(keys[0] ?? key).fault(what, keys, key),
  };
}
