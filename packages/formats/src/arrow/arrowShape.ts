import { pixelsOf, tensorShapeSchema, USUAL_IMAGE_SHAPE, withChannels, type TensorShape } from '@bcos-bench/vocabulary';
import { columnWidth, type ArrowFile } from './arrowFile.js';
import { readMetadata } from './arrowMetadata.js';

/** The key of the shape in the schema's metadata. */
const SHAPE = 'shape';

/** The line of the metadata that says of what shape the images of a file are. */
export function shapeMetadata(shape: TensorShape): readonly [string, string] {
  return [SHAPE, JSON.stringify(shape)];
}

/**
 * The shape of the images that a column holds, as the metadata say it. Where they say nothing, images have the usual rows and columns,
 * and as many channels as the column has room for.
 * @throws Fault where the metadata cannot be understood
 */
export function shapeOfColumn(file: ArrowFile, column: string, remedy: string): TensorShape {
  const channels = Math.floor(columnWidth(file, column) / pixelsOf(USUAL_IMAGE_SHAPE));
  return readMetadata(file, SHAPE, tensorShapeSchema, remedy) ?? withChannels(USUAL_IMAGE_SHAPE, channels);
}
