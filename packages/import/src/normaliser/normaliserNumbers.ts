import { shortNumbers } from '@bcos-bench/formats';
import { UsageFault } from '@bcos-bench/vocabulary';

/** Channels of an RGB image. */
const CHANNELS = 3;

const NUMBER = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?)(?:\/((?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?))?$/i;

/**
 * Reads what `--mean` or `--std` says: three numbers, for red, green and blue, with spaces or commas between them; each may be a
 * fraction such as 125.3/255.
 * @throws UsageFault where there are more or fewer, or one is no number
 */
export function parseNumbers(text: string, flag: string): number[] {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  const numbers = words.map((word) => numberOf(word, flag));
  if (numbers.length !== CHANNELS) {
    const counted = numbers.length === 1 ? '1 number is' : `${numbers.length} numbers are`;
    const what = `${counted} given (${words.join(', ')}), and an RGB image has ${CHANNELS} channels`;
    throw new UsageFault({ what, where: flag, remedy: 'write three, such as 0.4914 0.4822 0.4465' });
  }
  return numbers;
}

function numberOf(word: string, flag: string): number {
  const parts = NUMBER.exec(word);
  const value = parts === null ? NaN : Number(parts[1]) / Number(parts[2] ?? 1);
  if (Number.isFinite(value)) return value;
  throw new UsageFault({ what: `'${word}' is not a number`, where: flag, remedy: 'write it as 0.4914 or 125.3/255' });
}

/**
 * Checks means and deviations against images in [0,1].
 * @throws UsageFault where a mean lies above 1, as it does for images in [0,255], or a deviation is not above 0
 */
export function requireOfUnitRange(mean: readonly number[], std: readonly number[]): void {
  if (mean.some((value) => value > 1)) {
    const scaled = `--mean ${inUnitRange(mean)} --std ${inUnitRange(std)}`;
    const what = `${shortNumbers(mean)} are means of images in [0,255], and networks here take images in [0,1]`;
    throw new UsageFault({ what, where: '--mean', remedy: `divide both by 255: ${scaled}` });
  }
  if (std.some((value) => !(value > 0))) {
    const what = `the image is divided by ${shortNumbers(std)}`;
    throw new UsageFault({ what, where: '--std', remedy: 'write three numbers above 0, such as 0.247 0.2435 0.2616' });
  }
}

/** Constants for images in [0,255] as words of a flag for images in [0,1]. */
export function inUnitRange(numbers: readonly number[]): string {
  return numbers.map((value) => String(Number((value / 255).toPrecision(6)))).join(' ');
}
