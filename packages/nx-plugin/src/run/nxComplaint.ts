/** What Nx complains of, in one line: its title, and the first lines below that say more. */
export function nxComplaint(said: readonly string[]): string {
  const lines = said.map((line) => line.replace(/^\s*(?:NX|-)\s+/, '').trim());
  const telling = lines.filter(
    (line) => line !== '' && !line.startsWith('Pass --verbose') && !line.startsWith('Run duration'),
  );
  return telling.slice(0, 3).join(' ');
}
