import type { OnnxGraph, OnnxNode } from '@bcos-bench/onnx-file';

/** Nodes that change no number of an image. */
const PASSING = new Set(['Identity', 'Cast', 'Transpose']);
/** Nodes that a normaliser is made of. */
const NORMALISING = new Set(['Sub', 'Add', 'Div', 'Mul']);

/**
 * The nodes with which a graph normalises its images itself: those at its beginning that subtract, add, divide or multiply by a number for
 * each channel, or one for all. None where it does not.
 */
export function normalisingNodes(graph: OnnxGraph, input: string): OnnxNode[] {
  const found: OnnxNode[] = [];
  let value = input;
  for (const node of graph.nodes) {
    const { op, inputs, outputs } = node;
    if (!inputs.includes(value)) continue;
    const [made] = outputs;
    const others = inputs.filter((name) => name !== value);
    const isNormaliser = NORMALISING.has(op) && others.every((name) => numbersOf(graph, name) <= 3);
    if (made === undefined || !(PASSING.has(op) || isNormaliser)) break;
    if (isNormaliser) found.push(node);
    value = made;
  }
  return found;
}

/** How many numbers a constant of a graph has; more than any normaliser where it is none. */
function numbersOf({ initialisers, nodes }: OnnxGraph, name: string): number {
  const constant = nodes
    .find(({ op, outputs }) => op === 'Constant' && outputs.includes(name))
    ?.attributes.get('value');
  const array = initialisers.get(name) ?? (constant?.kind === 'array' ? constant.value : undefined);
  return array?.data.length ?? Infinity;
}
