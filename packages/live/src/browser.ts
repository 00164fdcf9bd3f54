import './wasm/gradients.js';

export * from './index.js';
