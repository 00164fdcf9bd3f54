import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePnm, isPnm } from './pnm.js';

const file = (text: string, ...bytes: number[]): Buffer => Buffer.concat([Buffer.from(text), Buffer.from(bytes)]);

it('knows PGM and PPM by their first bytes', () => {
  for (const begin of ['P2\n', 'P3 ', 'P5\t', 'P6\r\n']) expect(isPnm(file(begin))).toBe(true);
  for (const begin of ['P1\n', 'P4\n', 'P7\n', 'P65', 'PK\x03\x04', 'P6', '']) expect(isPnm(file(begin))).toBe(false);
});

describe('decodePnm', () => {
  it('reads colours and grey values, as bytes and as text, with comments', () => {
    const colours = { data: Uint8Array.of(0, 1, 2, 253, 254, 255), width: 2, height: 1, channels: 3 };
    expect(decodePnm(file('P6\n# by hand\n2 1\n255\n', 0, 1, 2, 253, 254, 255))).toEqual(colours);
    expect(decodePnm(file('P3 2 1 255\n0 1 2 # half\n253 254 255'))).toEqual(colours);
    const grey = { data: Uint8Array.of(0, 128, 255), width: 1, height: 3, channels: 1 };
    expect(decodePnm(file('P5 1 3 255 ', 0, 128, 255))).toEqual(grey);
    expect(decodePnm(file('P2 1 3 255 0 128 255'))).toEqual(grey);
  });

  it('scales values of another depth', () => {
    expect([...decodePnm(file('P5 3 1 100\n', 0, 50, 100)).data]).toEqual([0, 128, 255]);
    expect([...decodePnm(file('P5 3 1 65535\n', 0, 0, 0x80, 0x80, 0xff, 0xff)).data]).toEqual([0, 128, 255]);
  });

  it.each([
    ['P6 2 1 255\n\x01\x02', 'it ends after 2 of 6 bytes'],
    ['P3 1 1 255 1 2', 'a number is missing'],
    ['P3 1 1 255 1 2 x', "'x' stands where a number should"],
    ['P5 1 1 10 \x0b', 'value 11 is above the largest of 10'],
    ['P5 1 1 0 \x00', 'its largest value is 0'],
    ['P5 1 1 65536 \x00', 'its largest value is 65536'],
    ['P5 0 1 255 ', 'it has 0 by 1 pixels'],
    ['P5 99999 99999 255 ', 'it has 99999 by 99999 pixels, more than'],
    ['P5 99999999999999 1 255 ', 'a number is missing'],
  ])('refuses %j', (text, reason) => {
    expect(() => decodePnm(Buffer.from(text, 'latin1'))).toThrow(reason);
  });

  it('refuses every cut of a file', () => {
    const whole = file('P6 3 2 255\n', ...Array.from({ length: 18 }, (_, i) => i * 10));
    fc.assert(
      fc.property(fc.nat(whole.length - 1), (length) => {
        expect(() => decodePnm(whole.subarray(0, length))).toThrow();
      }),
    );
  });
});
