import type { z } from 'zod';
import { contradictions } from './checks/crossChecks.js';
import { pipelineSchema, type PipelineSpec } from './schema/pipelineSchema.js';
import { readExtendedSource } from './yaml/extendedSource.js';
import type { YamlSource } from './yaml/yamlSource.js';

/**
 * Reads `pipelines/NAME.yaml`.
 * @throws Fault of one line that names file, line and key: where the file is no YAML, a key is unknown, missing or of
 * another type, a radius is none, or one part asks for what no other part makes
 */
export function readPipeline(path: string): PipelineSpec {
  const source = readExtendedSource(path);
  const spec = parse(source);
  const contradiction = contradictions(spec)[0];
  if (contradiction !== undefined) throw source.fault(contradiction.what, contradiction.path);
  return spec;
}

function parse(source: YamlSource): PipelineSpec {
  const result = pipelineSchema.safeParse(source.value, { reportInput: true });
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  if (issue?.code === 'unrecognized_keys') throw source.fault('is unknown', issue.path, issue.keys[0]);
  throw source.fault(issue === undefined ? 'is wrong' : wrongness(issue), issue?.path ?? []);
}

function wrongness(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.input === undefined) return `is missing (expected ${issue.expected})`;
  const inner = issue.code === 'invalid_key' ? issue.issues[0]?.message : undefined;
  return `is wrong: ${inner ?? issue.message}`;
}
