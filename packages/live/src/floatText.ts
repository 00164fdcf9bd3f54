/** Numbers of float32 as text in a page: their bytes, the lowest first, in base64. */
export function floatText(values: Float32Array): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');
}

/** The numbers of such a text, bit for bit. */
export function floatsOf(text: string): Float32Array {
  return new Float32Array(bytesOf(text).buffer);
}

/** The bytes that a text of base64 stands for. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
