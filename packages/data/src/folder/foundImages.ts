import type { DataRequest } from '../datasetKind.js';
import { classFolders, type ClassFolders } from './classFolders.js';
import { labelledImages } from './labelledImages.js';

/** The images that a request means: of class folders, or those that a table labels. @throws Fault as these do */
export function foundImages({
  source,
  labels,
  counts,
  seed,
}: Pick<DataRequest, 'source' | 'labels' | 'counts' | 'seed'>): ClassFolders {
  const division = { test: counts.test, seed };
  return labels === undefined ? classFolders(source, division) : labelledImages(source, labels, division);
}
