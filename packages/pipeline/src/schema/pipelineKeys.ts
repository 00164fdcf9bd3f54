import { z } from 'zod';
import { writtenPipeline } from './writtenPipeline.js';

/** A schema of JSON (draft 2020-12), as far as keys are read from it. */
export interface KeySchema {
  readonly description?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, KeySchema>>;
  readonly additionalProperties?: KeySchema | boolean;
  readonly items?: KeySchema;
  readonly anyOf?: readonly KeySchema[];
  readonly oneOf?: readonly KeySchema[];
}

/**
 * All that a pipeline's file may hold, as a schema of JSON: for editors that check YAML by one, and for the reference of keys. What the
 * reader checks beyond it (radii, names, flags of stages) is not in it.
 */
export function pipelineKeys(): KeySchema {
  return z.toJSONSchema(writtenPipeline, { io: 'input', unrepresentable: 'any' }) as KeySchema;
}
