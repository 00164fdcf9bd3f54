export * from './boxMuller.js';
export * from './pixelStream.js';
export * from './randomStream.js';
