/** Keys and columns that had another name in files of earlier versions: the former name by today's. */
const FORMER_NAMES: Readonly<Record<string, string>> = {
  images: 'pictures',
  clean_image: 'clean_picture',
  attacked_image: 'attacked_picture',
};

/**
 * What to say of a file that lacks a name and has the former one: an earlier version wrote it. Null where it has neither.
 * @param missing the key or column that is looked for
 * @param has whether the file has a key or column of a name
 */
export function earlierVersion(missing: string, has: (name: string) => boolean): string | null {
  const former = FORMER_NAMES[missing];
  if (former === undefined || !has(former)) return null;
  return `was written by an earlier version of B-cos Bench, which said '${former}' for '${missing}'`;
}
