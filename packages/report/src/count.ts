const format = new Intl.NumberFormat('en-GB');

/** A count as people read it, such as `10,000`. */
export function count(value: number): string {
  return format.format(value);
}

/** How many of a thing there are, such as `1 network` or `2 networks`. */
export function counted(value: number, thing: string): string {
  return `${count(value)} ${thing}${value === 1 ? '' : 's'}`;
}
