import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { makeFolder } from '@bcos-bench/cli';
import { readJson, writeJson, writeWhole } from '@bcos-bench/formats';
import { Fault } from '@bcos-bench/vocabulary';
import { taskNode, type TaskOutcome } from './taskNode.js';

/** A node that failed when it last ran, and why, in a line. */
const faultsSchema = z.array(z.object({ node: z.string(), line: z.string() }));
export type NodeFaults = z.infer<typeof faultsSchema>;

/** The same with what the task has said. */
export interface EndedTask extends TaskOutcome {
  readonly terminalOutput?: string;
}

const fileOf = (root: string, pipeline: string): string => join(root, '.nx/bcos-faults', `${pipeline}.json`);

/** Remembers which nodes of each pipeline failed in a run of Nx, and forgets those of the run before. */
export function rememberFaults(root: string, outcomes: Readonly<Record<string, EndedTask>>): void {
  const found = new Map<string, NodeFaults>();
  for (const outcome of Object.values(outcomes)) {
    const ended = taskNode(outcome);
    if (ended === null) continue;
    const { pipeline, node } = ended;
    const { status, terminalOutput = '' } = outcome;
    const faults = found.get(pipeline) ?? [];
    found.set(pipeline, status === 'failure' ? [...faults, { node, line: faultLine(terminalOutput) }] : faults);
  }
  for (const [pipeline, faults] of found) {
    const file = fileOf(root, pipeline);
    if (faults.length === 0) {
      rmSync(file, { force: true });
      continue;
    }
    makeFolder(join(root, '.nx/bcos-faults'));
    writeWhole(file, (sibling) => writeJson(sibling, faults));
  }
}

/** The last line in which a command of ours says what is wrong, or else the last line. */
export function faultLine(output: string): string {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.findLast((line) => /^bcos[a-z-]*: /.test(line)) ?? lines.at(-1) ?? 'it said nothing';
}

/** The nodes of a pipeline that failed in the last run that had any of it. */
export function rememberedFaults(root: string, pipeline: string): NodeFaults {
  try {
    return readJson(fileOf(root, pipeline), faultsSchema, 'run the pipeline again');
  } catch (error) {
    // There is none, or it is damaged: then nothing is known.
    if (error instanceof Fault) return [];
    throw error;
  }
}
