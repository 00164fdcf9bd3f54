export * from './attackLoss.js';
export * from './ball.js';
export * from './lossGradient.js';
export * from './stepSize.js';
export * from './threatModel.js';
