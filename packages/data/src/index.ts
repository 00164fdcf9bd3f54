export * from './datasetKind.js';
export * from './datasets.js';
