import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Mode } from '../layer.js';
import { bcosConv, bcosConvDetached } from '../ops/bcosConv.js';
import { bcosConvLinearised } from '../ops/bcosConvLinearised.js';
import type { BcosConvOptions } from '../ops/bcosConvOptions.js';

/** The B-cos convolution of each mode. */
export const bcosConvOf: Readonly<
  Record<Mode, (x: Tensor4D, unitKernel: Tensor4D, options: BcosConvOptions) => Tensor4D>
> = { evaluate: bcosConv, train: bcosConv, explain: bcosConvDetached, linearised: bcosConvLinearised };
