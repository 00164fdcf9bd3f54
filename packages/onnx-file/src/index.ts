export * from './attribute.js';
export * from './onnxArray.js';
export * from './onnxFault.js';
export * from './onnxGraph.js';
export * from './parseOnnx.js';
