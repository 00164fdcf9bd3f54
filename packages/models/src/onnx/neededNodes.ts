import type { OnnxGraph, OnnxNode } from '@bcos-bench/onnx-file';

/** The nodes that a value needs, in the file's order. */
export function neededNodes({ nodes }: Pick<OnnxGraph, 'nodes'>, result: string): OnnxNode[] {
  const needed = new Set([result]);
  const kept = [...nodes].reverse().filter(({ inputs, outputs }) => {
    if (!outputs.some((name) => needed.has(name))) return false;
    inputs.forEach((name) => needed.add(name));
    return true;
  });
  return kept.reverse();
}
