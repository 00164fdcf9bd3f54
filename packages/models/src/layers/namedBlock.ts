import type { Layer } from '../layer.js';

/** A block of a network, whose feature maps a pass shows under a name. */
export function namedBlock({ parameters, apply }: Layer, name: string): Layer {
  return { parameters, apply: (x, pass) => pass.block(apply(x, pass), name) };
}
