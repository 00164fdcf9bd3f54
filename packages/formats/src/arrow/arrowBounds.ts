import { ByteBuffer } from 'flatbuffers';

/**
 * Makes the Arrow library refuse lists in a file's metadata that are longer than the metadata. The library loops over whatever length
 * the file says, and the package that reads the length for it checks nothing.
 */
export function boundArrowMetadata(): void {
  ByteBuffer.prototype.__vector_len = function bounded(this: ByteBuffer, offset: number): number {
    const length = this.readInt32(offset + this.readInt32(offset));
    if (length >= 0 && length <= this.capacity()) return length;
    throw new RangeError('its metadata is damaged');
  };
}
