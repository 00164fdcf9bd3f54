export { attackModel, type OwnAttack, type OwnModel, type OwnRobustness } from '@bcos-bench/attack';
export { openTensorFlow } from '@bcos-bench/engine';
