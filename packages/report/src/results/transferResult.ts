import { networkTransfers, transferNode, type NetworkTransfer, type PipelineSpec } from '@bcos-bench/pipeline';
import { readPredictions } from '@bcos-bench/formats';
import type { OutcomeByImage } from '../paired/outcomeByImage.js';
import { nodeFolder, type NodeFolders } from './nodeFolder.js';

/** What one network says of the images of an attack on another. */
export interface TransferResult extends NetworkTransfer {
  readonly node: string;
  /** Whether it classifies each of them rightly; null where its node has not run. */
  readonly withstood: OutcomeByImage | null;
}

/** Reads the transfers of a pipeline from the folder of its nodes, in the pipeline's order. @throws Fault */
export function readTransferResults(spec: PipelineSpec, folders: NodeFolders): Promise<TransferResult[]> {
  return Promise.all(
    networkTransfers(spec).map(async (transfer) => {
      const node = transferNode(transfer);
      const own = nodeFolder(folders, node);
      const rows = own === null ? null : await readPredictions(own);
      const withstood = rows === null ? null : new Map(rows.map(({ index, correct }) => [index, correct]));
      return { ...transfer, node, withstood };
    }),
  );
}
