/** A readable time, such as `3.2 s`, `48 s`, `6 min 43 s` or `2 h 5 min`. */
export function duration(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  if (Math.round(seconds) < 60) return `${Math.round(seconds)} s`;
  if (Math.round(seconds) < 3600) return inUnits(Math.round(seconds), 'min', 's');
  return inUnits(Math.round(seconds / 60), 'h', 'min');
}

function inUnits(smaller: number, largeUnit: string, smallUnit: string): string {
  return `${Math.floor(smaller / 60)} ${largeUnit} ${smaller % 60} ${smallUnit}`;
}
