import type { LogitLayer } from '@bcos-bench/models';
import { Fault } from '@bcos-bench/vocabulary';
import type { RecordedSettings } from './recordedSettings.js';

/** How far a recorded number may lie from ours: it may have been rounded to float32. */
const TOLERANCE = 1e-6;

/**
 * Checks what a file records of its logit layer (`bcos.modules.logitlayer`) against that of the architecture.
 * @throws Fault where a number differs
 */
export function checkLogitLayer(recorded: RecordedSettings, layer: LogitLayer, where: string): void {
  const pairs = [
    ['logit bias', recorded.logitBias, layer.bias],
    ['logit temperature', recorded.logitTemperature, layer.temperature],
  ] as const;
  for (const [name, found, ours] of pairs) {
    if (found === null || Math.abs(found - ours) <= TOLERANCE) continue;
    const what = `records a ${name} of ${found}, and the architecture has ${ours}`;
    throw new Fault({ what, where, remedy: 'such a network cannot be imported' });
  }
}
