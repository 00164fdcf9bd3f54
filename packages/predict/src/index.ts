export * from './accuracy.js';
export * from './predictImages.js';
export * from './predictStage.js';
