import { CIFAR10_CLASSES, UsageFault } from '@bcos-bench/stage';

/** The classes that the flag `--classes` names: their names where it gives them, at least their number. */
export type ClassesFlag = readonly string[];

/**
 * Reads `--classes`: `cifar10`, names with commas between them, or a number of classes that are called 0, 1, 2 and so on.
 * @throws UsageFault where it is none of these, or names fewer than two, or one of them twice
 */
export function parseClasses(text: string): ClassesFlag {
  if (text === 'cifar10') return CIFAR10_CLASSES;
  const names = /^\d{1,6}$/.test(text) ? numbered(Number(text)) : text.split(',').map((name) => name.trim());
  if (names.length < 2 || names.includes('') || new Set(names).size < names.length) {
    const remedy = "write 'cifar10', names such as cat,dog, or how many there are, at least 2";
    throw new UsageFault({ what: `'${text}' names no classes`, where: '--classes', remedy });
  }
  return names;
}

/** Names for classes of which the file shows only how many there are: those of CIFAR-10 for ten. */
export function usualClasses(count: number): readonly string[] {
  return count === CIFAR10_CLASSES.length ? CIFAR10_CLASSES : numbered(count);
}

function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, k) => String(k));
}
