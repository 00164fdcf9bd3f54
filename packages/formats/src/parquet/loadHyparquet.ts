/** What reads Parquet files, loaded when the first is read: it is forty modules, and most processes that import this package read none. */
export async function loadHyparquet() {
  const [hyparquet, { compressors }] = await Promise.all([import('hyparquet'), import('hyparquet-compressors')]);
  return { ...hyparquet, compressors };
}
