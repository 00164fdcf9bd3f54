import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
// Registers tfjs's gradients in Node.
import '@tensorflow/tfjs';
import type { Engine } from '@bcos-bench/engine';
import { openWasm } from '../wasm/openWasm.js';

const require = createRequire(import.meta.url);

/** Opens the engine of a browser in Node. */
export function openWasmInNode(): Promise<Engine> {
  const file = require.resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm');
  return openWasm(new Uint8Array(readFileSync(file)));
}
