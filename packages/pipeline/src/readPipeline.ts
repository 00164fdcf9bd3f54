import { at, FaultList, type Fault } from '@bcos-bench/vocabulary';
import { contradictions } from './checks/crossChecks.js';
import type { PipelineSpec } from './schema/pipelineSchema.js';
import { checkedValues } from './checks/checkedValues.js';
import { readExtendedSource } from './yaml/extendedSource.js';

/**
 * Reads `pipelines/NAME.yaml`. What may be left out is filled in.
 * @throws Fault of one line that names file, line and key, or FaultList with a line for each: where the file is no YAML, a key is
 * unknown, missing or of another type, a radius is none, or one part asks for what no other part makes
 */
export function readPipeline(path: string): PipelineSpec {
  const source = readExtendedSource(path);
  const { spec, wrong } = checkedValues(source.value);
  const faults = [...wrong, ...(spec === null ? [] : contradictions(spec))].map(({ what, path: keys, key }) =>
    source.fault(what, keys, key),
  );
  if (spec !== null && faults.length === 0) return spec;
  throw allOf(faults);
}

/** The faults of a file as one, in the order of its lines, none of them twice. */
function allOf(faults: readonly Fault[]): Fault {
  const different = [...new Map(faults.map((fault) => [fault.message, fault])).values()];
  const [first, second, ...others] = different.sort((a, b) => lineOf(a) - lineOf(b));
  if (first === undefined) return at(faults, 0);
  return second === undefined ? first : new FaultList([first, second, ...others]);
}

/** The line that a fault of a file names. */
function lineOf({ parts }: Fault): number {
  return Number(parts.where?.split(':').at(-1));
}
