import * as tf from '@tensorflow/tfjs-core';
import { trainingLosses, type Loss } from '@bcos-bench/models';
import type { AttackLossName } from '@bcos-bench/vocabulary';
import { differenceOfLogitsRatio, targetedDifferenceOfLogitsRatio } from './differenceOfLogitsRatio.js';
import { logitOf, margin } from './margin.js';
import { probabilityMargin } from './probabilityMargin.js';
import type { TargetedLoss } from './targetedLoss.js';

/** A loss in its two forms. */
export interface AttackLoss {
  /** Of the right class: an untargeted attack climbs it. */
  readonly away: Loss;
  /** Of the target class: a targeted attack descends it. */
  readonly towards: TargetedLoss;
  /** The fewest classes for which each form is defined. */
  readonly classes: { readonly away: number; readonly towards: number };
}

/** A loss that knows one class alone: a targeted attack descends that of its target. */
const ofOneClass = (loss: Loss): AttackLoss => ({
  away: loss,
  towards: (logits, _onehot, target) => loss(logits, target),
  classes: { away: 2, towards: 2 },
});

/** The losses that an attack can follow, by the name of the flag. */
export const attackLosses: Readonly<Record<AttackLossName, AttackLoss>> = {
  bce: ofOneClass(trainingLosses.bce),
  ce: ofOneClass(trainingLosses['cross-entropy']),
  margin: ofOneClass(margin),
  pma: ofOneClass(probabilityMargin),
  dlr: {
    away: differenceOfLogitsRatio,
    towards: targetedDifferenceOfLogitsRatio,
    classes: { away: 3, towards: 4 },
  },
  difference: {
    away: margin,
    towards: (logits, onehot, target) => tf.sub(logitOf(logits, onehot), logitOf(logits, target)),
    classes: { away: 2, towards: 2 },
  },
};
