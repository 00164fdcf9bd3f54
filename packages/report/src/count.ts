const format = new Intl.NumberFormat('en-GB');

/** A count as people read it, such as `10,000`. */
export function count(value: number): string {
  return format.format(value);
}
