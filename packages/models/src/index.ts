export * from './encoding.js';
export * from './layer.js';
export * from './loadNetwork.js';
export * from './loss.js';
export * from './network.js';
export * from './registry.js';
export * from './weights.js';
