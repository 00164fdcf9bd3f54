import type { IterationGraph } from './iterationGraph.js';
import type { JudgementGraph } from './judgementGraph.js';
import { openNetwork, type OpenedNetwork } from './openedNetwork.js';
import { bareShelf, shelf, type Shelf } from './shelf.js';
import type { Graphs } from './victim.js';

/** What attacks that run in one process, one after the other, leave for each other. */
export interface Workbench {
  /** Networks, by `stampOf` their checkpoints. */
  readonly networks: Shelf<OpenedNetwork>;
  /** Opens one that is not there. */
  readonly open: (folder: string) => OpenedNetwork;
}

/** Of networks that wait, the weights take at most so many bytes together; the one used last waits in any case. */
const WAITING_BYTES = 64e6;
/** Graphs that wait, a network: batches of four sizes under two norms, say. */
const WAITING_GRAPHS = 8;

/** For one attack: nothing waits. */
export function bareWorkbench(): Workbench {
  return { networks: bareShelf(), open: (folder) => openNetwork(folder, null) };
}

/** For many attacks: networks and graphs wait for the next that needs them. */
export function sharedWorkbench(): Workbench {
  const graphs = (): Graphs => ({
    iterations: shelf<IterationGraph>(WAITING_GRAPHS, one),
    judgements: shelf<JudgementGraph>(WAITING_GRAPHS, one),
  });
  return { networks: shelf(WAITING_BYTES, ({ bytes }) => bytes), open: (folder) => openNetwork(folder, graphs()) };
}

const one = (): number => 1;
