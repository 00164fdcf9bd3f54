import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import { checkInputs, type TensorFunction, type TracedFunction } from '../engine.js';
import { feedsOf, type Feeds } from './feeds.js';
import { neededNodes } from './neededNodes.js';
import { recordOps, type Recorder } from './recorder.js';
import { GRAPH_TAG, encodeSavedModel, type NodeMessage } from './savedModel.js';

/** A traced function and what it is made of, for tests and measurements. */
export interface TracedGraph extends TracedFunction {
  /** How often each op stands in the graph, before TensorFlow's own optimiser sees it. */
  readonly opCounts: ReadonlyMap<string, number>;
}

/**
 * Runs `fn` once on `examples`, records the TensorFlow ops that it runs, and loads them as one frozen graph into a session
 * of its own: `tf.function` for tfjs. Tensors that `fn` closes over keep the values they have now: small ones become
 * constants of the graph, large ones are shared with other traces and stay in memory as long as any of these. The trace
 * gives the same bits as the ops run one by one, but for softmax, which a graph takes from oneDNN.
 * @throws Error where `fn` reads values that it computes, or runs another traced function
 */
export function traceGraph(
  backend: NodeJSKernelBackend,
  fn: TensorFunction,
  examples: readonly tf.Tensor[],
): TracedGraph {
  const { nodes, feeds, outputs } = record(backend, fn, examples);
  const session = loadGraph(backend, nodes);
  const shapes = examples.map(({ shape, dtype }) => ({ shape, dtype }));
  const inputInfos = examples.map(({ dtype }, i) => ({ name: `input${i}:0`, dtype }));
  const outputNames = Array.from({ length: outputs }, (_, i) => `output${i}:0`);
  let disposed = false;
  return {
    opCounts: countOps(nodes),
    run: (inputs) => {
      if (disposed) throw new Error('this trace is disposed');
      checkInputs(inputs, shapes);
      return feeds.during(() => backend.runSavedModel(session, [...inputs], inputInfos, outputNames));
    },
    dispose: () => {
      if (disposed) return;
      disposed = true;
      backend.deleteSavedModel(session);
      feeds.release();
    },
  };
}

/** A graph as it was recorded, without what its outputs do not need. */
interface Recording {
  readonly nodes: readonly NodeMessage[];
  readonly feeds: Feeds;
  readonly outputs: number;
}

function record(backend: NodeJSKernelBackend, fn: TensorFunction, examples: readonly tf.Tensor[]): Recording {
  const binding = backend.binding;
  const recorder = recordOps(binding);
  // Copies, so that an example that is also a tensor `fn` closes over does not turn the constant into an input.
  const inputs = examples.map((example) => identity(backend, example));
  inputs.forEach((input, i) => {
    const { id, dtype } = handleOf(backend, input);
    recorder.addInput(`input${i}`, id, dtype, input.shape);
  });
  backend.binding = recorder.binding;
  try {
    const outputs = tf.tidy(() => recordOutputs(backend, recorder, fn(...inputs)));
    const nodes = neededNodes(recorder.nodes);
    backend.binding = binding;
    return { nodes, feeds: feedsOf(backend, nodes, recorder.residents), outputs };
  } finally {
    backend.binding = binding;
    recorder.dispose();
    tf.dispose(inputs);
  }
}

function recordOutputs(backend: NodeJSKernelBackend, recorder: Recorder, outputs: readonly tf.Tensor[]): number {
  outputs.forEach((output, i) => {
    const { id, dtype } = handleOf(backend, output);
    recorder.addOutput(`output${i}`, id, dtype);
  });
  return outputs.length;
}

/** A copy in a buffer of its own handle; `tf.clone` would share the handle. */
function identity(backend: NodeJSKernelBackend, tensor: tf.Tensor): tf.Tensor {
  return backend.executeSingleInput('Identity', tensor);
}

/** The binding's own number of a tensor, seen as it goes by as the input of an op. */
function handleOf(backend: NodeJSKernelBackend, tensor: tf.Tensor): { id: number; dtype: number } {
  const binding = backend.binding;
  const seen: number[] = [];
  backend.binding = Object.create(binding, {
    executeOp: {
      value: (_op: string, _attrs: unknown, ids: number[]) => {
        seen.push(...ids);
        return [{ id: -1, shape: tensor.shape, dtype: backend.getDTypeInteger(tensor.dtype) }];
      },
    },
  }) as typeof binding;
  try {
    backend.executeSingleInput('Identity', tensor).dispose();
  } finally {
    backend.binding = binding;
  }
  const [id] = seen;
  if (id === undefined) throw new Error('the backend passed no tensor on');
  return { id, dtype: backend.getDTypeInteger(tensor.dtype) };
}

function loadGraph(backend: NodeJSKernelBackend, nodes: readonly NodeMessage[]): number {
  const folder = mkdtempSync(join(tmpdir(), 'bcos-trace-'));
  try {
    writeFileSync(join(folder, 'saved_model.pb'), encodeSavedModel(nodes));
    return backend.loadSavedModelMetaGraph(folder, GRAPH_TAG);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function countOps(nodes: readonly NodeMessage[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { op } of nodes) counts.set(op, (counts.get(op) ?? 0) + 1);
  return counts;
}
