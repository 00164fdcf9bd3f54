export * from './batchSize.js';
export * from './chains.js';
export * from './engine.js';
export * from './plain.js';
export * from './tensorflow.js';
export * from './traceGrouped.js';
export * from './traceNamed.js';
export * from './untraced.js';
