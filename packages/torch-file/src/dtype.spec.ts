import { describe, expect, it } from 'vitest';
import { isDtype, numberFormat, type Dtype } from './dtype.js';

function read(dtype: Dtype, hex: string, littleEndian: boolean): number | undefined {
  const bytes = Uint8Array.from(Buffer.from(hex, 'hex'));
  return numberFormat(dtype).read?.(new DataView(bytes.buffer), 0, littleEndian);
}

describe('number formats', () => {
  // From IEEE 754's own examples of binary16, and bfloat16 as the upper half of binary32.
  it.each([
    ['float16', '3c00', 1],
    ['float16', 'c000', -2],
    ['float16', '7bff', 65504],
    ['float16', '0400', 2 ** -14],
    ['float16', '0001', 2 ** -24],
    ['float16', '8000', -0],
    ['float16', '7c00', Infinity],
    ['float16', 'fc00', -Infinity],
    ['float16', '7e00', NaN],
    ['float16', '3555', 0.333251953125],
    ['bfloat16', '3f80', 1],
    ['bfloat16', 'c049', -3.140625],
    ['bfloat16', 'ff80', -Infinity],
    // As torch.arange(256, dtype=torch.uint8).view(torch.float8_…).float() gives them.
    ['float8_e4m3fn', '01', 0.001953125],
    ['float8_e4m3fn', '07', 0.013671875],
    ['float8_e4m3fn', '08', 0.015625],
    ['float8_e4m3fn', '3c', 1.5],
    ['float8_e4m3fn', '7c', 384],
    ['float8_e4m3fn', '7e', 448],
    ['float8_e4m3fn', '7f', NaN],
    ['float8_e4m3fn', '80', -0],
    ['float8_e4m3fn', 'c0', -2],
    ['float8_e5m2', '01', 1.52587890625e-5],
    ['float8_e5m2', '3c', 1],
    ['float8_e5m2', '7b', 57344],
    ['float8_e5m2', '7c', Infinity],
    ['float8_e5m2', 'fe', NaN],
    ['int64', 'fffffffffffffff9', -7],
    ['uint64', '0000000100000000', 2 ** 32],
    ['int16', 'fffe', -2],
    ['uint16', 'fffe', 65534],
    ['int8', 'ff', -1],
    ['bool', '02', 1],
    ['float64', '3fb999999999999a', 0.1],
  ] as const)('%s of %s is %d, in either byte order', (dtype, hex, value) => {
    const reversed = Buffer.from(hex, 'hex').reverse().toString('hex');
    expect(read(dtype, hex, false)).toBe(value);
    expect(read(dtype, reversed, true)).toBe(value);
  });

  it('are known by PyTorch names and by no others', () => {
    expect(isDtype('float32')).toBe(true);
    expect(isDtype('toString')).toBe(false);
  });
});
