import type { Model, NetworkRecord } from '@bcos-bench/formats';
import { parseClassList, UsageFault } from '@bcos-bench/vocabulary';

/** What says in which order a network takes channels and gives logits. */
interface OrderEvidence {
  readonly channelOrder: 'rgb' | 'bgr';
  /** The classes in the order of the network's outputs, as `--outputs` has them. */
  readonly outputs: string | undefined;
  readonly classes: readonly string[];
  /** What the file records of the same network. */
  readonly exported: NetworkRecord | null;
}

/**
 * The orders of a network that are not ours; those of a file's record unless flags say otherwise.
 * @throws UsageFault where `--outputs` does not name each class once
 */
export function readingOrder(evidence: OrderEvidence): Pick<Model, 'channelOrder' | 'outputOrder'> {
  const { channelOrder, exported } = evidence;
  const outputOrder =
    evidence.outputs === undefined ? exported?.outputOrder : orderOf(evidence.outputs, evidence.classes);
  const isTurned = channelOrder === 'bgr' || exported?.channelOrder === 'bgr';
  return { ...(isTurned ? { channelOrder: 'bgr' } : {}), ...(outputOrder === undefined ? {} : { outputOrder }) };
}

/** For each class its place among the outputs; undefined where they are in the order of the classes. */
function orderOf(text: string, classes: readonly string[]): number[] | undefined {
  const outputs = parseClassList(text) ?? [];
  const order = classes.map((name) => outputs.indexOf(name));
  if (outputs.length !== classes.length || order.includes(-1)) {
    const what = `names ${outputs.length} outputs, and not each of the ${classes.length} classes once`;
    throw new UsageFault({ what, where: '--outputs', remedy: `the classes are ${classes.join(',')}` });
  }
  return order.every((output, label) => output === label) ? undefined : order;
}
