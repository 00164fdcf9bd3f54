export * from './attackPictures.js';
export * from './attackPlan.js';
export * from './attackStage.js';
export * from './verification.js';
