import { explainNode, type AttackCell, type PipelineSpec } from '@bcos-bench/pipeline';
import { readExplanationChanges, type ExplanationChange } from '@bcos-bench/formats';
import type { AttributionMethodName } from '@bcos-bench/vocabulary';
import { nodeFolder, type NodeFolders } from './nodeFolder.js';

/** What one attack has done to the explanations of a network. */
export interface ExplanationResult {
  readonly network: string;
  readonly node: string;
  readonly cell: AttackCell;
  /** The method that the pipeline names; null where it leaves the usual one. */
  readonly method: AttributionMethodName | null;
  /** An image each; empty where the node has not run or explained no attacked images. */
  readonly changes: readonly ExplanationChange[];
}

/** Reads what attacks have done to explanations from the folder of a pipeline's nodes, in the pipeline's order. @throws Fault */
export function readExplanationResults(spec: PipelineSpec, folders: NodeFolders): Promise<ExplanationResult[]> {
  return Promise.all(
    spec.explanations.map(async (explanation) => {
      const { network, attack, method = null } = explanation;
      const node = explainNode(explanation);
      const own = nodeFolder(folders, node);
      const changes = own === null ? [] : await readExplanationChanges(own);
      return { network, node, cell: attack, method, changes };
    }),
  );
}
