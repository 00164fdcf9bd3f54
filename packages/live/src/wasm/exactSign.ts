import { Sign } from '@tensorflow/tfjs-core';
import { float32At } from '@bcos-bench/vocabulary';
import { wasmKernel } from './wasmKernel.js';

/** The sign of every number. tfjs's own gives 0 for what is nearer to 0 than 1e-7, as the gradient of an image of which a network is sure. */
export const exactSign = wasmKernel(Sign, ({ input, make, numbers }) => {
  const x = input('x');
  const signs = make(x.shape);
  const [values, out] = [numbers(x), numbers(signs)];
  for (let place = 0; place < out.length; place += 1) out[place] = Math.sign(float32At(values, place));
  return signs;
});
