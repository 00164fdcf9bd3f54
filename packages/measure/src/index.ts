export * from './detection/detectStage.js';
export * from './measureStage.js';
