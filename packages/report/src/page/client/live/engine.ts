import { bytesOf, NoWasm, openExplainer, openNetwork, openWasm, type LiveExplainer } from '@bcos-bench/live/browser';
import { lookUp } from '@bcos-bench/vocabulary';
import type { LiveData } from './liveData.js';

/** A network that is ready to be attacked and explained. */
export interface ReadyNetwork {
  readonly attacked: ReturnType<typeof openNetwork>;
  readonly explainer: LiveExplainer;
}

/** The page's networks, each made ready when it is first asked for. The promise is rejected with one line where nothing can be computed. */
export function readyNetworks(data: LiveData): (id: string) => Promise<ReadyNetwork> {
  const ready = new Map<string, Promise<ReadyNetwork>>();
  const live = new Map(data.networks.map((network) => [network.id, network]));
  return (id) => {
    const known = ready.get(id) ?? open(data, lookUp(live, id));
    ready.set(id, known);
    return known;
  };
}

async function open({ wasm }: LiveData, network: LiveData['networks'][number]): Promise<ReadyNetwork> {
  const engine = await openWasm(bytesOf(wasm));
  const attacked = openNetwork(engine, network);
  return { attacked, explainer: openExplainer(attacked) };
}

/** Why nothing can be computed, in one line. */
export function hindranceText(error: unknown): string {
  if (error instanceof NoWasm) return `No image can be attacked here: ${error.message}.`;
  return `This cannot be computed: ${error instanceof Error ? error.message : String(error)}`;
}
