import { auditNode, type AuditSpec, type PipelineSpec } from '@bcos-bench/pipeline';
import { readAudit, type Audit } from '@bcos-bench/formats';
import { nodeFolder, type NodeFolders } from './nodeFolder.js';

/** An audit of a pipeline, and what it found. */
export interface AuditResult extends AuditSpec {
  readonly node: string;
  /** Null where its node has not run. */
  readonly audit: Audit | null;
}

/** Reads the audits of a pipeline from the folder of its nodes, in the pipeline's order. @throws Fault */
export function readAuditResults({ audits }: PipelineSpec, folders: NodeFolders): AuditResult[] {
  return audits.map((spec) => {
    const node = auditNode(spec);
    const own = nodeFolder(folders, node);
    return { ...spec, node, audit: own === null ? null : readAudit(own) };
  });
}
