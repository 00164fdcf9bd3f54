import type { Compressors } from 'hyparquet';

/** What reads Parquet files, loaded when the first is read: it is forty modules, and most processes that import this package read none. */
export async function loadHyparquet() {
  const [hyparquet, { compressors }] = await Promise.all([import('hyparquet'), import('hyparquet-compressors')]);
  // For Snappy hyparquet has its own, which checks every length; the compiled one of `compressors` checks less.
  const checked = Object.fromEntries(Object.entries(compressors).filter(([codec]) => codec !== 'SNAPPY'));
  return { ...hyparquet, compressors: checked satisfies Compressors };
}
