import { requireFileOrFolder } from '@bcos-bench/formats/regularFile';
import type { ArchiveLayout } from '../archive/sourceFiles.js';
import { firstPathIn } from '../archive/unpackedFiles.js';
import { namesIn } from '../namesIn.js';

/**
 * Which of some forms of a data set a source is, by the names in the folder or the archive; null where it is none of them.
 * @throws Fault where the source is missing or damaged
 */
export async function formOf<Form extends { readonly layout: ArchiveLayout }>(
  source: string,
  forms: readonly Form[],
): Promise<Form | null> {
  const [first] = forms;
  if (first === undefined) return null;
  const isOf = (path: string, { layout }: Form): boolean =>
    path.split('/').some((part) => part === layout.folder || layout.files.includes(part));
  const named = (path: string): Form | null => forms.find((form) => isOf(path, form)) ?? null;
  if (!requireFileOrFolder(source, first.layout.remedy).isDirectory()) {
    const path = await firstPathIn(source, first.layout, (each) => named(each) !== null);
    return path === null ? null : named(path);
  }
  const names = namesIn(source, first.layout.remedy);
  return forms.find((form) => names.some((name) => isOf(name, form))) ?? null;
}
