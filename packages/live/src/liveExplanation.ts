import * as tf from '@tensorflow/tfjs-core';
import type { AttackedModel } from '@bcos-bench/attack';
import { threatModels } from '@bcos-bench/adversary';
import {
  attributionMethods,
  attributeImages,
  explanationImage,
  inputTimesGradient,
  traceClassGradient,
} from '@bcos-bench/explain';
import { familyOf, imageBatch } from '@bcos-bench/models';
import { at, withChannels, type AttributionMethodName, type Threat } from '@bcos-bench/vocabulary';

/** What one image's logit is put down to. */
export interface LiveExplanation {
  /** The class that is explained: the predicted one. */
  readonly explainedClass: number;
  /** Red, green, blue and opacity in [0,1] a pixel. */
  readonly image: Float32Array;
  /** What each pixel adds to the logit. */
  readonly contribution: Float32Array;
}

/** Explains images of one network. It holds memory until `dispose()`. */
export interface LiveExplainer {
  readonly method: AttributionMethodName;
  /** @param values an image in the attacked space of `threat` */
  explain(values: Float32Array, threat: Threat): LiveExplanation;
  dispose(): void;
}

/** The explainer of a network: the dynamic linear map of a B-cos network, input times gradient of another. */
export function openExplainer({ engine, network, weights, shape }: AttackedModel): LiveExplainer {
  const method = familyOf(network.architecture).dynamicLinear ? 'dynamic-linear' : 'input-x-gradient';
  const { mode } = attributionMethods[method];
  const inputShape = withChannels(shape, network.channels);
  const trace = traceClassGradient(engine, { network, weights, mode, shape: inputShape, batch: 1 });
  const explainer = { trace, attribute: inputTimesGradient };
  const [rows, columns] = shape;
  return {
    method,
    explain: (values, threat) => {
      const x = tf.tidy(() => {
        const attacked = imageBatch([values], 1, [rows, columns, threatModels[threat].channels(network)]);
        return tf.clone(threatModels[threat].input(attacked, network));
      });
      const inputs = x.dataSync<'float32'>().slice();
      x.dispose();
      const found = attributeImages(explainer, { index: Int32Array.of(0), inputs, classes: null });
      const { weights: map, contribution, explainedClass } = found;
      return {
        explainedClass: at(explainedClass, 0),
        image: explanationImage({ weights: map, contribution, shape: inputShape }),
        contribution,
      };
    },
    dispose: () => trace.dispose(),
  };
}
