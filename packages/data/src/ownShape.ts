import { shapeText, UsageFault, type ImageShape } from '@bcos-bench/vocabulary';
import type { DataRequest } from './datasetKind.js';

/**
 * Checks that images of another shape than a data set has are not asked for.
 * @param images what they are called in the error
 * @throws UsageFault where they are
 */
export function requireOwnShape(
  shape: ImageShape,
  { size, channels }: Pick<DataRequest, 'size' | 'channels'>,
  images = 'the images',
): void {
  const [rows, columns, own] = shape;
  const isOther = size !== undefined && (size !== rows || size !== columns);
  const flag = isOther ? '--size' : channels !== undefined && channels !== own ? '--channels' : null;
  if (flag === null) return;
  throw new UsageFault({ what: `${images} are of ${shapeText(shape)}`, where: flag, remedy: 'leave this flag out' });
}
