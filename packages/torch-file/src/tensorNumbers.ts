import { at } from '@bcos-bench/vocabulary';
import { damage } from './damage.js';
import { numberFormat } from './dtype.js';
import type { FileBytes } from './fileBytes.js';
import type { StorageRange } from './formats/torchFormat.js';
import type { TensorReference } from './pickle/value.js';
import { elementCount, isContiguous, strideExtent } from './strideExtent.js';

/**
 * The most numbers of a tensor that has more of them than its storage, as an expanded one has: what a few bytes of a file
 * can make this process allocate.
 */
const MAX_REPEATED = 2 ** 20;

/**
 * The numbers of a tensor whose storage lies at `place`, row-major, rounded to float32.
 * @throws Fault where a number of its dtype is none of float32, or a few bytes pretend to be a large tensor
 */
export function tensorNumbers(
  file: FileBytes,
  tensor: TensorReference,
  place: StorageRange,
  littleEndian: boolean,
): Float32Array {
  const { width, read } = numberFormat(tensor.dtype);
  if (read === null) throw damage(file.path, `holds a tensor of ${tensor.dtype}`, { remedy: 'convert it to float32' });
  const { begin, end } = strideExtent(tensor);
  const count = elementCount(tensor.shape);
  if (count > Math.max(end - begin, MAX_REPEATED)) {
    throw damage(file.path, `holds a tensor of ${count} numbers, of which only ${end - begin} are in the file`, {
      at: place.position,
    });
  }
  if (count === 0) return new Float32Array();
  const bytes = file.read({ position: place.position + begin * width, bytes: (end - begin) * width });
  // What Node and TensorFlow run on has the lowest byte first too, so the bytes are the numbers.
  if (isContiguous(tensor) && tensor.dtype === 'float32' && littleEndian) {
    return new Float32Array(bytes.buffer, bytes.byteOffset, count);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numbers = new Float32Array(count);
  let next = 0;
  forEachOffset(tensor, 0, 0, (offset) => {
    numbers[next] = read(view, offset * width, littleEndian);
    next += 1;
  });
  return numbers;
}

/** Calls `visit` with the place of every number of a tensor, from its first one on, in row-major order. */
function forEachOffset(tensor: TensorReference, axis: number, from: number, visit: (offset: number) => void): void {
  const { shape, strides } = tensor;
  if (axis === shape.length) {
    visit(from);
    return;
  }
  const [size, stride] = [at(shape, axis), at(strides, axis)];
  for (let i = 0; i < size; i += 1) forEachOffset(tensor, axis + 1, from + i * stride, visit);
}
