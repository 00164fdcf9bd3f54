import type { FileMetaData } from 'hyparquet';

/** The most rows, and the most values of all columns, that a file may say it has: more than any data set or stage needs. */
const [MOST_ROWS, MOST_VALUES] = [2 ** 24, 2 ** 28];

/**
 * What a file says of itself decides how much is allocated and how long is looped: it must be what such a file can hold.
 * @throws RangeError where it cannot
 */
export function requireBounded({ num_rows, row_groups }: FileMetaData, fileBytes: number): void {
  let [rows, values] = [0, 0];
  for (const group of row_groups) {
    rows += Number(group.num_rows);
    for (const { meta_data } of group.columns) {
      if (meta_data === undefined) throw new RangeError('a column chunk says nothing of itself');
      const [count, bytes] = [Number(meta_data.num_values), Number(meta_data.total_compressed_size)];
      const begin = Number(meta_data.dictionary_page_offset ?? meta_data.data_page_offset);
      if (!(count >= Number(group.num_rows))) throw new RangeError('a column chunk has fewer values than rows');
      if (!(begin >= 0 && bytes >= 0 && begin + bytes <= fileBytes)) throw new RangeError('a column chunk is cut');
      values += count;
    }
  }
  if (rows !== Number(num_rows)) throw new RangeError(`its groups have ${rows} rows, and it says ${num_rows}`);
  if (!(rows <= MOST_ROWS && values <= MOST_VALUES)) throw new RangeError('it says that it has too many rows');
}
