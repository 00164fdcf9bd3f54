import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SIGNATURE_BYTES, beginsAs, fileKindOf, fileSignatures, type FileKind } from './fileSignatures.js';

const kinds = Object.keys(fileSignatures) as FileKind[];
const rest = fc.uint8Array({ maxLength: 64 });

describe.each(kinds)('a file of kind %s', (kind) => {
  const { starts } = fileSignatures[kind];

  it('is known by its first bytes, whatever follows, and not without the last of them', () => {
    fc.assert(
      fc.property(rest, (after) => {
        expect(fileKindOf(Buffer.concat([starts, after]))).toBe(kind);
      }),
    );
    expect(beginsAs(kind, starts.subarray(0, -1))).toBe(false);
  });

  it('is told apart by as many bytes as are read', () => {
    expect(fileKindOf(Buffer.concat([starts, Buffer.alloc(100)]).subarray(0, SIGNATURE_BYTES))).toBe(kind);
  });
});

it('knows nothing of other files', () => {
  for (const bytes of [Buffer.alloc(0), Buffer.alloc(512), Buffer.from('data_batch_1.bin')]) {
    expect(fileKindOf(bytes)).toBeNull();
  }
});
