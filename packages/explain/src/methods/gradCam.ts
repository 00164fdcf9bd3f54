import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { UsageFault } from '@bcos-bench/vocabulary';
import type { Attribute, AttributionMethod, GradientField } from '../attribution.js';
import type { Backward, LogitsOf } from '../backward.js';
import { lastFeatures } from '../lastFeatures.js';

/** The class activation map of each input, as large as the input and the same in each of its channels. */
const classActivation: Backward = (logits, x, chosen) => {
  const maps = featureMaps(logits, x);
  // The gradient at the maps is the one at what is added to them.
  const explained = (added: Tensor4D): tf.Scalar =>
    tf.sum(tf.mul(logits(x, { features: (given) => tf.add(given, added) }), chosen));
  const { grad } = tf.valueAndGrad(explained)(tf.zerosLike(maps));
  const importance = tf.mean<Tensor4D>(tf.mean(grad, 2, true), 1, true);
  const small = tf.relu<Tensor4D>(tf.sum(tf.mul(maps, importance), 3, true));
  const [, rows, columns, channels] = x.shape;
  // The middle of a pixel stays the middle, as with PyTorch's align_corners=False.
  return tf.tile(tf.image.resizeBilinear(small, [rows, columns], false, true), [1, 1, 1, channels]);
};

function featureMaps(logits: LogitsOf, x: Tensor4D): Tensor4D {
  const maps = lastFeatures(logits, x);
  if (maps !== null) return maps;
  throw new UsageFault({
    what: 'grad-cam needs the last feature maps of a network, and those of this one are not known (as of graphs of ONNX, and of transformers)',
    where: '--method',
    remedy: 'choose another method, such as input-x-gradient',
  });
}

const attribute: Attribute<GradientField> = ({ channels, gradient }) => ({
  weights: gradient,
  contribution: gradient.filter((_, place) => place % channels === 0),
});

/**
 * Grad-CAM (Selvaraju et al. 2017), as Captum's `LayerGradCam` with `relu_attributions`, brought to the size of the image: the last feature maps,
 * each times the mean gradient of the logit there. They are those before the average of all pixels or, in B-cos networks, before the classifier.
 */
export const gradCam: AttributionMethod = {
  describe: 'last feature maps, weighted by their mean gradients',
  mode: 'evaluate',
  backward: classActivation,
  bcosOnly: false,
  settings: {},
  random: false,
  create: () => attribute,
};
