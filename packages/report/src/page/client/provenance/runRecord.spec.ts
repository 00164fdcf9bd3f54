import { describe, expect, it } from 'vitest';
import { emptyRecordPlace, withRecord, type RunRecord } from '@bcos-bench/pipeline';
import { circumstances } from '@bcos-bench/formats';
import { parseRunRecord } from './runRecord.js';

function textIn(place: string): string {
  return /^<script type="application\/json" id="run-record">(.*)<\/script>$/s.exec(place)?.[1] ?? '';
}

describe('parseRunRecord', () => {
  it('reads what the pipeline writes', () => {
    const computedOn = { tensorflow: '2.21.0', device: 'CPU', threads: 1 };
    const timing = { seconds: 2, rates: { 'images a second': 4 }, made: circumstances(import.meta.url, computedOn) };
    const record: RunRecord = { nodes: { data: { cached: true, timing }, report: { cached: false, timing: null } } };
    expect(parseRunRecord(textIn(withRecord(emptyRecordPlace, record)))).toEqual(record);
  });

  it.each([textIn(emptyRecordPlace), '', '{"nodes": {', '{"nodes": {"data": {"cached": "yes"}}}'])(
    'has no record in %j',
    (text) => {
      expect(parseRunRecord(text)).toBeNull();
    },
  );
});
