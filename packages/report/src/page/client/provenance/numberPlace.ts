import { numberAddress, type NumberPlace } from './numberAddress.js';

/** All numbers of the page that have an origin, by their address. */
export function numbersByAddress(): ReadonlyMap<string, HTMLAnchorElement> {
  const numbers = [...document.querySelectorAll<HTMLAnchorElement>('a.value')];
  return new Map(numbers.map((number) => [numberAddress(placeOf(number)), number]));
}

/** What is in no table, such as the link to a command, has its own words for a row. */
function placeOf(number: HTMLAnchorElement): NumberPlace {
  const part = number.closest('[id]')?.id ?? '';
  const cell = number.closest('td');
  const row = cell?.closest('tr');
  if (cell === null || row === null || row === undefined) {
    return { part, row: number.textContent, column: '', place: 0 };
  }
  const column = cell.closest('table')?.tHead?.rows[0]?.cells[cell.cellIndex]?.textContent ?? '';
  const place = [...cell.querySelectorAll('a.value')].indexOf(number);
  return { part, row: row.cells[0]?.textContent ?? '', column, place };
}
