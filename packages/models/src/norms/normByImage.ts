import type { Layer } from '../layer.js';
import type { Affinity } from '../layers/affinity.js';
import { applyAffine } from '../layers/affineMap.js';
import type { Region } from './region.js';
import type { Standardisation } from './standardisation.js';

/** How a norm by an image's own moments goes about it. */
export interface NormByImageParts {
  readonly region: Region;
  readonly standardisation: Standardisation;
  readonly affinity: Affinity;
  /** Added to a variance before its root; 1e-5 unless given. */
  readonly epsilon?: number | undefined;
}

/**
 * A norm by the moments that an image's feature maps have themselves, in training and evaluation alike: group, instance,
 * layer and position norm. Arrays: `NAME.weight` and `NAME.bias` [channels], as far as `affinity` has them.
 * @throws RangeError unless the channels can be cut into the region's groups
 */
export function normByImage(
  name: string,
  channels: number,
  { region, standardisation, affinity, epsilon }: NormByImageParts,
): Layer {
  if (channels % region.groups !== 0) {
    throw new RangeError(`${name}: ${channels} channels do not make ${region.groups} groups`);
  }
  return {
    parameters: affinity.parameters(name, channels),
    apply: (x, pass) => {
      const normed =
        pass.mode === 'explain'
          ? standardisation.byOwnMomentsDetached(x, region, epsilon)
          : standardisation.byOwnMoments(x, region, () => undefined, epsilon);
      return applyAffine(normed, affinity.mapOf(name, pass));
    },
  };
}
