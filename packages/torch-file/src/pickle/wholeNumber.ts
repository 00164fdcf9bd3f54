/** A whole number as a `number` where that is exact, else as a `bigint`. */
export function wholeNumber(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** The number of little-endian bytes in two's complement, as Python writes `int`. */
export function twosComplement(bytes: Uint8Array): number | bigint {
  if (bytes.length === 0) return 0;
  const digits = Buffer.from(bytes).reverse().toString('hex');
  return wholeNumber(BigInt.asIntN(bytes.length * 8, BigInt(`0x${digits}`)));
}
