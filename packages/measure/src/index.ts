export * from './measureStage.js';
