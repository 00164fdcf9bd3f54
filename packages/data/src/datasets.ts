import { cifar10 } from './cifar10/cifar10.js';
import type { DatasetKind } from './datasetKind.js';
import { corrupted } from './corrupted/corrupted.js';
import { folder } from './folder/folder.js';
import { shapes } from './shapes/shapes.js';

/** The data sets by the name that `--dataset` takes. */
export const datasets: ReadonlyMap<string, DatasetKind> = new Map([
  ['shapes', shapes],
  ['cifar10', cifar10],
  ['folder', folder],
  ['corrupted', corrupted],
]);
