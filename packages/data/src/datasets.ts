import { cifar10 } from './cifar10/cifar10.js';
import { cifar100 } from './cifar/cifar100.js';
import type { DatasetKind } from './datasetKind.js';
import { corrupted } from './corrupted/corrupted.js';
import { folder } from './folder/folder.js';
import { fashionMnist, mnist } from './idx/mnist.js';
import { cifar10C, cifar10Point1, numpy } from './numpy/numpy.js';
import { parquet } from './parquet/parquet.js';
import { prepared } from './prepared/prepared.js';
import { shapes } from './shapes/shapes.js';

/** The data sets by the name that `--dataset` takes. */
export const datasets: ReadonlyMap<string, DatasetKind> = new Map([
  ['shapes', shapes],
  ['cifar10', cifar10],
  ['cifar100', cifar100],
  ['mnist', mnist],
  ['fashion-mnist', fashionMnist],
  ['cifar10-c', cifar10C],
  ['cifar10.1', cifar10Point1],
  ['numpy', numpy],
  ['parquet', parquet],
  ['folder', folder],
  ['corrupted', corrupted],
  ['prepared', prepared],
]);
