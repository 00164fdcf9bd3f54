export * from './floatText.js';
export * from './liveAttack.js';
export * from './liveExplanation.js';
export * from './liveNetwork.js';
export * from './wasm/openWasm.js';
