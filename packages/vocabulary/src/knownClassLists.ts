import { CIFAR100_CLASSES, CIFAR100_SUPERCLASSES } from './cifar100Classes.js';
import { CIFAR10_CLASSES } from './cifar10Classes.js';

/** Handwritten digits. */
export const MNIST_CLASSES: readonly string[] = Array.from({ length: 10 }, (_, digit) => String(digit));

/** Articles of clothing, named as by torchvision. */
export const FASHION_MNIST_CLASSES: readonly string[] = [
  'T-shirt/top',
  'Trouser',
  'Pullover',
  'Dress',
  'Coat',
  'Sandal',
  'Shirt',
  'Sneaker',
  'Bag',
  'Ankle boot',
];

/** The classes of the usual data sets by name, in the order of their labels. */
export const knownClassLists: ReadonlyMap<string, readonly string[]> = new Map([
  ['cifar10', CIFAR10_CLASSES],
  ['cifar100', CIFAR100_CLASSES],
  ['cifar100-coarse', CIFAR100_SUPERCLASSES],
  ['mnist', MNIST_CLASSES],
  ['fashion-mnist', FASHION_MNIST_CLASSES],
]);
