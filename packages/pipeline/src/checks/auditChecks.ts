import { auditNode } from '../nodes/nodeName.js';
import type { PipelineSpec } from '../schema/pipelineSchema.js';
import type { Contradiction } from './contradiction.js';
import { repeatedNodes } from './repeatedNodes.js';

/** Audits that the file asks for twice, and those whose attacked images are to come from the network itself. */
export function auditGaps({ audits }: Pick<PipelineSpec, 'audits'>): Contradiction[] {
  return [
    ...repeatedNodes(audits.map((audit, place) => ({ node: auditNode(audit), path: ['audits', place] }))),
    ...audits.flatMap(({ network, from }, place): Contradiction[] =>
      from === network
        ? [{ path: ['audits', place, 'from'], what: 'names the network itself: name another, or leave it out' }]
        : [],
    ),
  ];
}
