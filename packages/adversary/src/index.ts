export * from './attackLoss.js';
export * from './ball.js';
export * from './lossGradient.js';
export * from './threatModel.js';
