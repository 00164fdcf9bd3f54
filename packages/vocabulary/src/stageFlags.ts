import { commonFlags } from './commonFlags.js';

const ofEveryStage = Object.keys(commonFlags);

/**
 * The names of the flags of those stages whose flags a pipeline gives, so that a misspelt one is found when the file is read. A spec of
 * each stage compares them with its command.
 */
export const stageFlags = {
  data: [
    ...ofEveryStage,
    ...['dataset', 'source', 'train', 'test', 'size', 'resize', 'channels', 'corruption', 'severity', 'labels'],
    'coarse',
  ],
  train: [
    ...ofEveryStage,
    ...['data', 'arch', 'init', 'b', 'max-out', 'norm', 'recipe', 'epochs', 'batch', 'lr', 'optimiser', 'momentum'],
    ...['weight-decay', 'adam-epsilon', 'schedule', 'warmup-epochs', 'milestones', 'decay', 'peak', 'loss'],
    ...['label-smoothing', 'clip', 'clip-factor', 'ema-decay', 'ema-every', 'augmentation', 'cutout-side'],
    ...['adversarial', 'adversarial-attack', 'adversarial-step', 'adversarial-threat', 'adversarial-start'],
    ...['adversarial-keep', 'adversarial-warmup', 'tensorboard', 'state-minutes'],
  ],
  import: [
    ...ofEveryStage,
    ...['from', 'published', 'arch', 'b', 'max-out', 'norm', 'classes', 'outputs', 'normalise', 'mean', 'std'],
    ...['input-range', 'data', 'channel-order', 'key', 'prefix', 'logits', 'ema'],
  ],
  attack: [
    ...ofEveryStage,
    ...['data', 'checkpoint', 'attack', 'norm', 'eps', 'allow-large-eps', 'steps', 'step-size', 'decay'],
    ...['gradient-scale', 'rho', 'targets', 'alpha-max', 'eta', 'beta', 'p-init', 'members', 'gamma'],
    ...['initial-radius', 'confidence', 'region', 'towards', 'queries', 'threat', 'loss', 'rescale', 'split'],
    ...['limit', 'batch', 'keep', 'targeted'],
    ...['target-class', 'random-start', 'restarts', 'eot', 'use-best', 'stop-early', 'round'],
  ],
  audit: [
    ...ofEveryStage,
    ...['data', 'checkpoint', 'norm', 'eps', 'allow-large-eps', 'threat', 'from', 'steps', 'most-steps'],
    ...['most-restarts', 'queries', 'split', 'limit', 'batch'],
  ],
} as const satisfies Record<string, readonly string[]>;
