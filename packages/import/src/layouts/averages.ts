import { underPrefix, type Layout } from './layout.js';

/** What programs call the attribute that is the moving average of the network beside it. */
const AVERAGES = [
  'ema.module',
  'ema.ema_model',
  'ema_model',
  'model_ema',
  'ema_net',
  'net_ema',
  'ema_network',
  'ema_module',
  'ema',
  'model_avg',
  'avg_model',
  'averaged_model',
  '_average_model',
  'average_model',
  'swa_model',
  'model_swa',
];

/** The moving averages that training programs, such as `bcos.training.trainer` (`ema.module.`), keep beside their model. */
export const averages: readonly Layout[] = AVERAGES.map((attribute) => {
  const inside = underPrefix(`${attribute}.`);
  return {
    name: attribute === 'ema.module' ? 'lightning-average' : attribute,
    // More than how many steps were averaged, and by what factor.
    wraps: (names) => names.filter((name) => isArray(inside(name))).length > 1,
    inside,
    averaged: true,
  };
});

function isArray(name: string | null): boolean {
  return name !== null && !/^(n_averaged|decay|num_updates|step|initted)$/.test(name);
}
