import { auditNode } from '../nodes/nodeName.js';
import type { PipelineSpec } from '../schema/pipelineSchema.js';
import type { Contradiction } from './contradiction.js';

/** Audits that the file asks for twice, and those whose attacked images are to come from the network itself. */
export function auditGaps({ audits }: Pick<PipelineSpec, 'audits'>): Contradiction[] {
  const seen = new Set<string>();
  return audits.flatMap((audit, place): Contradiction[] => {
    const node = auditNode(audit);
    const repeated = seen.has(node);
    seen.add(node);
    return [
      ...(repeated ? [{ path: ['audits', place], what: `makes ${node} a second time` }] : []),
      ...(audit.from === audit.network
        ? [{ path: ['audits', place, 'from'], what: 'names the network itself: name another, or leave it out' }]
        : []),
    ];
  });
}
