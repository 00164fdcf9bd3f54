import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { traceNamed, type Engine } from '@bcos-bench/engine';
import { lastFeatures, type ForwardNetwork } from '@bcos-bench/explain';
import { imageBatch } from '@bcos-bench/models';
import { numbersOf, UsageFault } from '@bcos-bench/vocabulary';

/** A network, traced for its last feature maps. It holds memory until `dispose()`. */
export interface FeatureTrace {
  /**
   * @param inputs [N, rows, columns, channels] with N at most the batch that was traced
   * @returns the feature maps of one input after those of another
   */
  at(inputs: Float32Array): Float32Array;
  dispose(): void;
}

/** Traces the last feature maps. @throws UsageFault where they are not known */
export function traceFeatures(engine: Engine, { network, weights, mode, shape, batch }: ForwardNetwork): FeatureTrace {
  const example = { x: imageBatch([], batch, shape) };
  const trace = traceNamed(
    engine,
    ({ x }: { readonly x: Tensor4D }) => {
      const maps = lastFeatures((input, given) => network.logits(input, weights, mode, given), x);
      if (maps === null) {
        throw new UsageFault({ what: 'the last feature maps of this network are not known', where: '--measures' });
      }
      return { maps: tf.clone(maps) };
    },
    example,
  );
  tf.dispose(example);
  return {
    at: (inputs) => {
      const given = { x: imageBatch([inputs], batch, shape) };
      const { maps } = trace.run(given);
      const rows = inputs.length / numbersOf(shape);
      const found = maps.dataSync<'float32'>().slice(0, (maps.size / batch) * rows);
      tf.dispose([given, maps]);
      return found;
    },
    dispose: () => trace.dispose(),
  };
}
