export * from './attackImages.js';
export * from './attackPlan.js';
export * from './attackStage.js';
export * from './iteration.js';
export * from './iterationGraph.js';
export * from './verification.js';
export * from './attackedModel.js';
