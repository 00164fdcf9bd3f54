export * from './reportStage.js';
