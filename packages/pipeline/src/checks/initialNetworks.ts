import { initialNetwork } from '../nodes/networkSource.js';
import type { PipelineSpec } from '../schema/pipelineSchema.js';
import type { Contradiction } from './contradiction.js';

/** Networks whose training begins, over others or at once, with themselves. */
export function circularTrainings({ networks }: Pick<PipelineSpec, 'networks'>): Contradiction[] {
  const before = (id: string): string | null => {
    const network = networks[id];
    return network === undefined ? null : initialNetwork(network);
  };
  return Object.keys(networks).flatMap((id): Contradiction[] => {
    const seen = new Set<string>();
    for (let at = before(id); at !== null && !seen.has(at); at = before(at)) seen.add(at);
    if (!seen.has(id)) return [];
    return [
      { path: ['networks', id, 'train', 'init'], what: 'makes a circle: the training would begin with its own end' },
    ];
  });
}
