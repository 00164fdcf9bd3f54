import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkBatchFile, readRecord, RECORD_BYTES } from './batchFile.js';
import { tinyBatch, TINY_RECORDS } from './fixtures/tinyBatches.js';

function check(bytes: Uint8Array): void {
  checkBatchFile(bytes, 'data_batch_3.bin', TINY_RECORDS);
}

describe('checkBatchFile', () => {
  it('accepts a sound batch', () => {
    expect(() => check(tinyBatch(0))).not.toThrow();
  });

  it('names the record that is cut, wherever the cut is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: TINY_RECORDS * RECORD_BYTES - 1 }), (length) => {
        const record = Math.floor(length / RECORD_BYTES);
        const between = record > 0 && length % RECORD_BYTES === 0;
        expect(() => check(tinyBatch(0).subarray(0, length))).toThrow(
          between
            ? `data_batch_3.bin: holds ${record} whole records, not the 3 of a batch of CIFAR-10; CIFAR-10.1 has 2000`
            : `data_batch_3.bin: is cut in record ${record}: it has ${length} bytes, not 9219; `,
        );
      }),
    );
  });

  it('refuses bytes behind the last record', () => {
    expect(() => check(Buffer.concat([tinyBatch(0), Buffer.alloc(1)]))).toThrow('goes on after the last record');
  });

  it('names the record of a wrong label', () => {
    const bytes = tinyBatch(0);
    bytes[2 * RECORD_BYTES] = 10;
    expect(() => check(bytes)).toThrow('data_batch_3.bin: record 2 has the label 10, but labels are 0 to 9');
  });
});

describe('readRecord', () => {
  it('puts the planes of red, green and blue side by side', () => {
    const bytes = tinyBatch(4);
    const { image, label } = readRecord(bytes, 1);
    expect(label).toBe(5);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1023 }), fc.integer({ min: 0, max: 2 }), (pixel, channel) => {
        expect(image[pixel * 3 + channel]).toBe(bytes[RECORD_BYTES + 1 + channel * 1024 + pixel]);
      }),
    );
  });
});
