export * from './batchTrainer.js';
export * from './recipe.js';
export * from './recipes/registry.js';
export * from './trainPlan.js';
export * from './trainStage.js';
export * from './training.js';
export * from './trainingState.js';
