import { at } from '@bcos-bench/vocabulary';
import { onnxFault, type OnnxGraph, type OnnxNode } from '@bcos-bench/onnx-file';
import { operators } from './operators/registry.js';

/** Nodes of one operator that is not there. */
interface Missing {
  readonly name: string;
  readonly opset: number;
  readonly labels: readonly string[];
}

/**
 * Checks that there is an operator for every node.
 * @throws Fault of one line that names all that are missing, each with a node of it and its opset
 */
export function requireSupported({ nodes }: OnnxGraph, where: string): void {
  const missing = new Map<string, Missing>();
  for (const node of nodes) {
    if (node.domain === '' && operators.has(node.op)) continue;
    const name = operatorName(node);
    const { opset } = node;
    missing.set(name, { name, opset, labels: [...(missing.get(name)?.labels ?? []), node.label] });
  }
  if (missing.size === 0) return;
  const listed = [...missing.values()].map(({ name, opset, labels }) => {
    const others = labels.length === 1 ? '' : ` and ${labels.length - 1} more`;
    return `${name} (opset ${opset}, node '${at(labels, 0)}'${others})`;
  });
  const what = `has operators that are not read: ${listed.join(', ')}`;
  throw onnxFault(what, where, 'docs/onnx.md lists those that are; export the network without these');
}

const operatorName = ({ domain, op }: OnnxNode): string => (domain === '' ? op : `${domain}.${op}`);
