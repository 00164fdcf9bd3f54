export * from './importStage.js';
