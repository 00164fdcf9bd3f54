/**
 * Names of architectures in few words, as a shell writes them: `resnet{8,14}, vgg11-bn`. Names belong together that are the same up to
 * the first digit, or where there is none up to the last dash.
 */
export function architecturesInWords(names: readonly string[]): string {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const stem = /^\D+(?=\d)/.exec(name)?.[0] ?? /^.+-/.exec(name)?.[0] ?? name;
    groups.set(stem, [...(groups.get(stem) ?? []), name.slice(stem.length)]);
  }
  return [...groups]
    .map(([stem, sizes]) => (sizes.length === 1 ? `${stem}${sizes.join('')}` : `${stem}{${sizes.join(',')}}`))
    .join(', ');
}
