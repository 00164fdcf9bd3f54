import { normalisingNodes } from '@bcos-bench/models';
import type { OnnxGraph } from '@bcos-bench/onnx-file';
import type { FileStatement } from '../normaliser/statedNormaliser.js';

/** What a graph says of its normaliser: whether it normalises its images itself. */
export function graphNormaliser(graph: OnnxGraph, input: string): FileStatement {
  const found = normalisingNodes(graph, input);
  if (found.length === 0) return { kind: 'silent' };
  const detail = `its graph (${found.map(({ op, label }) => `${op} '${label}'`).join(', ')})`;
  return { kind: 'stated', normaliser: { constants: null, detail } };
}
