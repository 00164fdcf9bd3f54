import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageFault, imageShapeSchema, USUAL_IMAGE_SHAPE, type ImageShape } from '@bcos-bench/vocabulary';
import { readDataset } from './dataset.js';

/** The flag of commands that measure a speed before there are data. */
export const imageShapeFlag = {
  type: 'string',
  requiresArg: true,
  describe: 'rows x columns x channels such as 28x28x1, where the data are not there yet; 32x32x3 unless given',
} as const;

/**
 * The shape of the images that work will be done on: the data's, where they are there; else what the flag says, else the usual one.
 * @throws UsageFault where the flag is no shape
 */
export function expectedImageShape(folder: string, flag: string | undefined): ImageShape {
  if (existsSync(join(folder, 'dataset.json'))) return readDataset(folder).shape;
  if (flag === undefined) return USUAL_IMAGE_SHAPE;
  const parsed = imageShapeSchema.safeParse(flag.split('x').map(Number));
  if (parsed.success) return parsed.data;
  const remedy = 'write rows x columns x channels such as 28x28x1; channels are 1 or 3';
  throw new UsageFault({ what: `'${flag}' is not a shape of images`, where: '--image-shape', remedy });
}
