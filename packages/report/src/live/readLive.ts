import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { LiveData } from '../page/client/live/liveData.js';
import type { PipelineResults } from '../results/pipelineResults.js';
import { readLiveNetworks } from './liveNetworks.js';
import { readRecordedAttacks } from './recordedAttacks.js';

const require = createRequire(import.meta.url);

/**
 * What the page needs to attack images in the reader's browser; null unless the pipeline asks for it and a network that it names is there.
 * @throws Fault where a file is damaged, or a network cannot be computed in a browser
 */
export async function readLive(results: PipelineResults): Promise<LiveData | null> {
  const networks = readLiveNetworks(results);
  if (networks.length === 0) return null;
  const wasm = readFileSync(require.resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm'));
  const attacks = await readRecordedAttacks(results, new Set(networks.map(({ id }) => id)));
  return { wasm: wasm.toString('base64'), networks, attacks };
}
