/** Folders that file managers, archives and network storage leave behind, in small letters; hidden ones begin with a dot. */
const FOLDERS: ReadonlySet<string> = new Set([
  '__macosx',
  '@eadir',
  '@tmp',
  '#recycle',
  '#snapshot',
  '$recycle.bin',
  'system volume information',
  'lost+found',
]);

const FILES: ReadonlySet<string> = new Set(['thumbs.db', 'ehthumbs.db', 'desktop.ini', 'icon\r']);

/** Whether a file or folder is hidden or of the system, by its name: never a class, never an image of one. */
export function isSystemName(name: string): boolean {
  const small = name.toLowerCase();
  return name.startsWith('.') || FOLDERS.has(small) || FILES.has(small);
}
