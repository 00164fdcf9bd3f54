export { isDtype, type Dtype } from './dtype.js';
export { pickleIn } from './pickle/pickleIn.js';
export * from './pickle/value.js';
export { tensorsIn } from './pickle/valueTree.js';
export { openTorchFile, type TorchFile } from './torchFile.js';
export { writableEndings, writeTorchFile } from './write/writeTorchFile.js';
