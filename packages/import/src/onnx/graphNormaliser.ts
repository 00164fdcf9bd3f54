import type { OnnxGraph, OnnxNode } from '@bcos-bench/onnx-file';
import type { FileStatement } from '../normaliser/statedNormaliser.js';

/** Nodes that change no number of an image. */
const PASSING = new Set(['Identity', 'Cast', 'Transpose']);
/** Nodes that a normaliser is made of. */
const NORMALISING = new Set(['Sub', 'Add', 'Div', 'Mul']);

/**
 * Whether a graph normalises its images itself: its first node subtracts, adds, divides or multiplies by a number for each channel, or one
 * for all.
 */
export function graphNormaliser(graph: OnnxGraph, input: string): FileStatement {
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
  if (found.length === 0) return { kind: 'silent' };
  const detail = `its graph (${found.map(({ op, label }) => `${op} '${label}'`).join(', ')})`;
  return { kind: 'stated', normaliser: { constants: null, detail } };
}

/** How many numbers a constant of a graph has; more than any normaliser where it is none. */
function numbersOf({ initialisers, nodes }: OnnxGraph, name: string): number {
  const constant = nodes
    .find(({ op, outputs }) => op === 'Constant' && outputs.includes(name))
    ?.attributes.get('value');
  const array = initialisers.get(name) ?? (constant?.kind === 'array' ? constant.value : undefined);
  return array?.data.length ?? Infinity;
}
