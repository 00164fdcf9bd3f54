export * from './attribute.js';
export * from './onnxArray.js';
export * from './onnxGraph.js';
export * from './parseOnnx.js';
