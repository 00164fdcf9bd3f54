export * from './dataStage.js';
export * from './datasetKind.js';
export * from './datasets.js';
