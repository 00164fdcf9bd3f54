import type { Layer, Start } from '../layer.js';

/** The layer with all its kernels beginning as `start` says, for packages that initialise theirs otherwise. */
export function startingKernels(layer: Layer, start: Start): Layer {
  return {
    parameters: layer.parameters.map((spec) => (spec.role === 'kernel' ? { ...spec, start } : spec)),
    apply: layer.apply,
  };
}
