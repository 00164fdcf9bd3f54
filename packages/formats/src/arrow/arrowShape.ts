import {
  Fault,
  reasonOf,
  pixelsOf,
  tensorShapeSchema,
  USUAL_IMAGE_SHAPE,
  withChannels,
  type TensorShape,
} from '@bcos-bench/vocabulary';
import { columnWidth, type ArrowFile } from './arrow/arrowFile.js';

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
  const text = file.metadata.get(SHAPE);
  if (text === undefined) {
    return withChannels(USUAL_IMAGE_SHAPE, Math.floor(columnWidth(file, column) / pixelsOf(USUAL_IMAGE_SHAPE)));
  }
  try {
    return tensorShapeSchema.parse(JSON.parse(text));
  } catch (error) {
    const what = `its metadata '${SHAPE}' cannot be understood (${reasonOf(error)})`;
    throw new Fault({ what, where: file.path, remedy }, { cause: error });
  }
}
