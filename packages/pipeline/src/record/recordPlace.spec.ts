import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyRecordPlace, withRecord } from './recordPlace.js';
import type { RunRecord } from './runRecord.js';

const page = `<p>before</p>${emptyRecordPlace}<script>after()</script>`;

function recordIn(html: string): unknown {
  return JSON.parse(/ id="run-record">(.*?)<\/script>/s.exec(html)?.[1] ?? '');
}

function recordOf(device: string): RunRecord {
  const made = { node: '20', packages: {}, processor: 'X', commit: null };
  const timing = { seconds: 1, rates: {}, made: { ...made, computedOn: { tensorflow: '2.21.0', device, threads: 1 } } };
  return { nodes: { data: { cached: true, timing } } };
}

describe('withRecord', () => {
  it('puts a record, whatever its texts, and takes it away again to the byte', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const record = recordOf(text);
        const recorded = withRecord(page, record);
        expect(recordIn(recorded)).toEqual(record);
        expect(withRecord(recorded, null)).toBe(page);
      }),
    );
  });

  it('replaces the record that is there', () => {
    expect(withRecord(withRecord(page, recordOf('CPU')), recordOf('GPU'))).toBe(withRecord(page, recordOf('GPU')));
  });

  it('holds nothing that ends its element early', () => {
    const recorded = withRecord(page, recordOf('</script><!-- $& <script>'));
    expect(recorded.match(/<\/?script|<!--/g)).toEqual(page.match(/<\/?script|<!--/g));
    expect(recordIn(recorded)).toEqual(recordOf('</script><!-- $& <script>'));
  });

  it.each([
    ['<p>another page</p>', '0 places'],
    [page + page, '2 places'],
  ])('refuses a page without one place', (html, says) => {
    expect(() => withRecord(html, null)).toThrow(says);
  });
});
