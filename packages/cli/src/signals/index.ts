export * from './afterStop.js';
export * from './exitCode.js';
export * from './joinStarter.js';
export * from './starterLink.js';
export * from './stopSignal.js';
export * from './supervise.js';
export * from './isRunning.js';
