export * from './exportStage.js';
