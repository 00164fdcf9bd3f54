export * from './accuracy.js';
export * from './predictPictures.js';
export * from './predictStage.js';
