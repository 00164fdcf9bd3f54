export * from './attackLoss.js';
export * from './ball.js';
export * from './goal.js';
export * from './lossGradient.js';
export * from './momentum.js';
export * from './stepSize.js';
export * from './threatModel.js';
