import type { Model, NamedArray } from '@bcos-bench/formats';
import { UsageFault } from '@bcos-bench/vocabulary';

/**
 * The arrays of a module that normalises its images and hands them to the network, as `torch.nn.Sequential` of an `OrderedDict` names them:
 * `normalize.mean` and `normalize.std` of [1, channels, 1, 1], and those of the network behind `model.`.
 * @throws UsageFault where the network has no normaliser
 */
export function wrappedArrays(
  { architecture, normalisation }: Model,
  arrays: ReadonlyMap<string, NamedArray>,
): ReadonlyMap<string, NamedArray> {
  if (normalisation === null) {
    const what = `${architecture.name} has no normaliser`;
    throw new UsageFault({ what, where: '--wrapped', remedy: 'leave this flag out' });
  }
  const buffer = (numbers: readonly number[]): NamedArray => ({
    shape: [1, numbers.length, 1, 1],
    data: Float32Array.from(numbers),
  });
  return new Map([
    ['normalize.mean', buffer(normalisation.mean)],
    ['normalize.std', buffer(normalisation.std)],
    ...[...arrays].map(([name, array]): [string, NamedArray] => [`model.${name}`, array]),
  ]);
}
