import type { GradientMethod } from '../../attackMethod.js';
import { boundaryStep, fastAdaptiveBoundary, type BoundaryState } from './boundaryStep.js';

/** Fast Adaptive Boundary attack towards one class. The score is how far the target's logit is above the label's. */
export const fabTargeted: GradientMethod<BoundaryState> = {
  ...fastAdaptiveBoundary,
  needs: 'gradient',
  step: (state, { logits, score, gradient }, space) =>
    boundaryStep(state, logits, { difference: score, gradient }, space),
};
