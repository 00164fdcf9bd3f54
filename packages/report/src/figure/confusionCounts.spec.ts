import { expect, it } from 'vitest';
import { confusionCounts } from './confusionCounts.js';

const pairs = [
  [0, 0],
  [0, 1],
  [0, 1],
  [2, 2],
] as const;

it('counts the pairs that occur, as shares of their class', () => {
  const samples = pairs.map(([label, adv_pred], index) => ({
    ...{ index, label, adv_pred, target: null, clean_pred: label, clean_loss: 0, clean_logits: [], adv_loss: 0 },
    ...{
      adv_logits: [],
      success: false,
      best_step: 0,
      first_success_step: null,
      zero_gradient: null,
      gradient_norm: null,
      linf: 0,
      l2: 0,
    },
    restart: 0,
    broken_by: null,
    queries: 0,
    gradients: 0,
  }));
  expect(confusionCounts(samples, ({ adv_pred }) => adv_pred, 3)).toEqual([
    { label: 0, prediction: 0, count: 1, share: 1 / 3 },
    { label: 0, prediction: 1, count: 2, share: 2 / 3 },
    { label: 2, prediction: 2, count: 1, share: 1 },
  ]);
});
