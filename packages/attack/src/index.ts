export * from './attackImages.js';
export * from './plan/attackPlan.js';
export * from './stage/attackStage.js';
export * from './batching/iteration.js';
export * from './model/iterationFunctions.js';
export * from './model/iterationGraph.js';
export * from './rows/verification.js';
export * from './model/attackedModel.js';
