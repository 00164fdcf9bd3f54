export * from './averagePool.js';
export * from './contributionMap.js';
export * from './dynamicLinearMap.js';
export * from './explainPictures.js';
export * from './explanationPicture.js';
export * from './percentile.js';
export * from './pixelColour.js';
export * from './stage.js';
