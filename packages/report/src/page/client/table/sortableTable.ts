import { at } from '@bcos-bench/vocabulary/at';
import { element } from '../element.js';
import { cellValue, compareCells, nextDirection, type CellValue, type SortDirection } from './cellOrder.js';

/** A row with its values by column. */
interface SortableRow {
  readonly row: HTMLTableRowElement;
  readonly values: readonly CellValue[];
}

/** Puts a sort button into each column header of a table. A table with one row or with merged cells is left alone. */
export function makeSortable(table: HTMLTableElement): void {
  const [body] = table.tBodies;
  const heads = table.tHead?.rows.length === 1 ? [...(table.tHead.rows[0]?.cells ?? [])] : [];
  if (body === undefined || body.rows.length < 2) return;
  const rows = [...body.rows].map((row): SortableRow => ({ row, values: [...row.cells].map(valueOf) }));
  if (rows.some(({ values }) => values.length !== heads.length)) return;
  const states = new Map<HTMLTableCellElement, SortDirection>(heads.map((head) => [head, 'none']));

  const sortBy = (head: HTMLTableCellElement, column: number): void => {
    const values = rows.map((row) => at(row.values, column));
    const direction = nextDirection(states.get(head) ?? 'none', values);
    for (const other of heads) show(states, other, other === head ? direction : 'none');
    body.append(...inOrder(rows, column, direction));
  };
  for (const [column, head] of heads.entries()) {
    const button = element('button', { type: 'button', class: 'sort' }, ...head.childNodes);
    button.addEventListener('click', () => sortBy(head, column));
    head.replaceChildren(button);
    show(states, head, 'none');
  }
}

function valueOf(cell: HTMLTableCellElement): CellValue {
  return cellValue(cell.dataset['value'], cell.textContent);
}

function show(
  states: Map<HTMLTableCellElement, SortDirection>,
  head: HTMLTableCellElement,
  direction: SortDirection,
): void {
  states.set(head, direction);
  head.setAttribute('aria-sort', direction);
}

/** Equal rows keep their original order. */
function inOrder(rows: readonly SortableRow[], column: number, direction: SortDirection): HTMLTableRowElement[] {
  const ordered = direction === 'none' ? rows : rows.toSorted(byColumn(column, direction));
  return ordered.map(({ row }) => row);
}

function byColumn(column: number, direction: SortDirection) {
  return (a: SortableRow, b: SortableRow): number =>
    compareCells(at(a.values, column), at(b.values, column), direction);
}
