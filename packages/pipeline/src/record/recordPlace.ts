import { Fault } from '@bcos-bench/vocabulary/fault';
import type { RunRecord } from './runRecord.js';

const [OPENING, CLOSING] = ['<script type="application/json" id="run-record">', '</script>'];
const PLACE = new RegExp(`${OPENING}[^<]*${CLOSING}`, 'g');

/** The place of the record in a report's page, with no record in it. */
export const emptyRecordPlace = `${OPENING}null${CLOSING}`;

/**
 * The page of a report with another record in its place; with null, as the report stage has written it.
 * @throws Fault where the page has no such place, or several
 */
export function withRecord(page: string, record: RunRecord | null): string {
  const places = page.match(PLACE)?.length ?? 0;
  if (places !== 1) throw new Fault({ what: `the page has ${places} places for the record of a run` });
  return page.replace(PLACE, () => `${OPENING}${dataBlock(record)}${CLOSING}`);
}

/** JSON in which nothing ends the element that holds it. */
function dataBlock(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
