import type { AttackSample } from '@bcos-bench/formats';

/** An image that is classified rightly before and after an attack that took its gradient. */
export const withstood: AttackSample = {
  index: 0,
  label: 2,
  target: null,
  clean_pred: 2,
  clean_loss: 0.1,
  clean_logits: [3, 1, -2],
  adv_pred: 2,
  adv_loss: 0.3,
  adv_logits: [2, 1, -2],
  success: false,
  best_step: 20,
  first_success_step: null,
  zero_gradient: false,
  gradient_norm: 0.5,
  linf: 0.03,
  l2: 1,
  restart: 0,
  broken_by: null,
  queries: 0,
  gradients: 0,
};
