import type { GroupedGeometry } from './convGeometry.js';

/** What tells one B-cos convolution from another, beside its kernel. */
export interface BcosConvOptions extends GroupedGeometry {
  /** The exponent: 1 is a linear convolution, 2 the usual B-cos transform. */
  readonly b: number;
  /** Units an output channel, of which the largest counts. */
  readonly maxOut: number;
  /** Added to the squared norm of a patch; 1e-6 unless given, as in `bcos.modules.bcosconv2d`. */
  readonly stabiliser?: number;
}
