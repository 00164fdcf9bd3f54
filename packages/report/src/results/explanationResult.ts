import { join } from 'node:path';
import { explainNode, type AttackCell, type PipelineSpec } from '@bcos-bench/pipeline';
import { readExplanationChanges, type ExplanationChange } from '@bcos-bench/stage';

/** What one attack has done to the explanations of a network. */
export interface ExplanationResult {
  readonly network: string;
  readonly node: string;
  readonly cell: AttackCell;
  /** A picture each; empty where the node has not run or explained no attacked pictures. */
  readonly changes: readonly ExplanationChange[];
}

/** Reads what attacks have done to explanations from the folder of a pipeline's nodes, in the pipeline's order. @throws Fault */
export function readExplanationResults(spec: PipelineSpec, folder: string): Promise<ExplanationResult[]> {
  return Promise.all(
    spec.explanations.map(async ({ network, attack }) => {
      const node = explainNode(network, attack);
      return { network, node, cell: attack, changes: await readExplanationChanges(join(folder, node)) };
    }),
  );
}
