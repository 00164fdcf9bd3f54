export * from './trainPlan.js';
export * from './trainStage.js';
export * from './training.js';
