export * from './nodeName.js';
export * from './pipelineSchema.js';
