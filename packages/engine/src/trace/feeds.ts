import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import type { TFJSBinding } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';
import { residentTensorsOf, type ResidentTensor } from './residentTensors.js';
import type { NodeMessage } from './savedModel.js';

/** The large constants of a graph, which it is given at every run. */
export interface Feeds {
  /** Calls `work`, in which the backend gives them to every graph that it runs. */
  during<T>(work: () => T): T;
  /** The graph needs them no longer. */
  release(): void;
}

/**
 * Keeps the resident tensors that a graph takes, until they are released.
 * @param nodes the graph's
 * @param recorded by the names that they go by there; those that no node takes are left out
 */
export function feedsOf(
  backend: NodeJSKernelBackend,
  nodes: readonly NodeMessage[],
  recorded: ReadonlyMap<string, ResidentTensor>,
): Feeds {
  const store = residentTensorsOf(backend.binding);
  const taken = nodes.flatMap(({ name }) => {
    const resident = recorded.get(name);
    return resident === undefined ? [] : [{ name: `${name}:0`, resident: store.keep(resident.key, resident) }];
  });
  /** `outer`, but for the tensors that it adds to those of every graph that it runs. */
  const feeding = (outer: TFJSBinding): TFJSBinding => {
    const runSavedModel: TFJSBinding['runSavedModel'] = (session, ids, names, outputs) => {
      const allIds = [...ids, ...taken.map(({ resident }) => resident.id)];
      const allNames = [names, ...taken.map(({ name }) => name)].filter((list) => list !== '');
      return outer.runSavedModel(session, allIds, allNames.join(','), outputs);
    };
    return Object.create(outer, { runSavedModel: { value: runSavedModel } }) as TFJSBinding;
  };
  return {
    during: (work) => {
      const outer = backend.binding;
      backend.binding = feeding(outer);
      try {
        return work();
      } finally {
        backend.binding = outer;
      }
    },
    release: () => {
      for (const { resident } of taken) store.release(resident);
    },
  };
}
