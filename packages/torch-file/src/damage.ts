import { Fault } from '@bcos-bench/vocabulary';

const GET_AGAIN = 'get the file again';

/** A fault of a file: what is wrong with it, at which byte where that is known, and what to do. */
export function damage(
  path: string,
  what: string,
  { at, remedy = GET_AGAIN, cause }: { at?: number; remedy?: string; cause?: unknown } = {},
): Fault {
  const where = at === undefined ? path : `${path}, byte ${at}`;
  return new Fault({ what, where, remedy }, { cause });
}

/** The longest name that a message repeats. */
const MAX_QUOTED = 80;

/** Text out of a file as a message may repeat it: quoted, on one line, without control characters, and short. */
export function quoted(text: string): string {
  const short = text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text;
  const printable = short.replace(/[^\x20-\x7e\u00a0-\u024f…]/g, (unit) => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `'${printable}'`;
}
