export * from './attackGrid.js';
export * from './attackVariant.js';
export * from './nodeName.js';
export * from './pipelineNodes.js';
export * from './pipelineSchema.js';
export * from './readPipeline.js';
