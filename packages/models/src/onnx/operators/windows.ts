import { at } from '@bcos-bench/vocabulary';
import type { NodeContext } from '../values/nodeContext.js';
import { refuse } from '../values/nodeFault.js';

/** How windows lie over one side of an image. */
export interface WindowSide {
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  /** Numbers beyond the image, before and after it. */
  readonly before: number;
  readonly after: number;
  /** How many windows there are. */
  readonly count: number;
}

/** How windows lie over rows and columns. */
export type Windows = readonly [rows: WindowSide, columns: WindowSide];

/** The largest window, stride or margin. */
const LARGEST = 2 ** 16;

/**
 * How the windows of a convolution or a pooling lie over images of [rows, columns].
 * @throws NodeFault where the attributes cannot be
 */
export function windowsOf(node: NodeContext, sides: readonly number[], kernel: readonly number[]): Windows {
  const pair = (name: string): readonly number[] => node.ints(name) ?? [1, 1];
  const [strides, dilations] = [pair('strides'), pair('dilations')];
  const pads = node.ints('pads') ?? [0, 0, 0, 0];
  const auto = node.text('auto_pad', 'NOTSET');
  if (kernel.length !== 2 || sides.length !== 2) refuse('does not work on images of rows and columns');
  if (strides.length !== 2 || dilations.length !== 2 || pads.length !== 4)
    refuse('has attributes of other than two sides');
  const ceil = node.int('ceil_mode', 0) !== 0;
  const side = (i: 0 | 1): WindowSide => {
    const [size, k, stride, dilation] = [at(sides, i), at(kernel, i), at(strides, i), at(dilations, i)];
    for (const value of [k, stride, dilation]) {
      if (!(Number.isInteger(value) && value >= 1 && value <= LARGEST))
        refuse(`has a window, stride or dilation of ${value}`);
    }
    const reach = (k - 1) * dilation + 1;
    const [before, after] = auto === 'NOTSET' ? [at(pads, i), at(pads, i + 2)] : automatic(auto, size, reach, stride);
    for (const value of [before, after]) {
      if (!(Number.isInteger(value) && value >= 0 && value <= LARGEST)) refuse(`pads by ${value}`);
    }
    const count = countOf({ size, reach, stride, before, after, ceil });
    return count >= 1
      ? { kernel: k, stride, dilation, before, after, count }
      : refuse(`has no window on a side of ${size}`);
  };
  return [side(0), side(1)];
}

function automatic(auto: string, size: number, reach: number, stride: number): [number, number] {
  if (auto === 'VALID') return [0, 0];
  if (auto !== 'SAME_UPPER' && auto !== 'SAME_LOWER') return refuse(`has auto_pad '${auto}'`);
  const total = Math.max(0, (Math.ceil(size / stride) - 1) * stride + reach - size);
  const [less, more] = [Math.floor(total / 2), Math.ceil(total / 2)];
  return auto === 'SAME_UPPER' ? [less, more] : [more, less];
}

interface Counted {
  readonly size: number;
  readonly reach: number;
  readonly stride: number;
  readonly before: number;
  readonly after: number;
  readonly ceil: boolean;
}

/** With `ceil`, a last window counts if it begins before the margin after the image, as in PyTorch. */
function countOf({ size, reach, stride, before, after, ceil }: Counted): number {
  const room = size + before + after - reach;
  if (!ceil) return Math.floor(room / stride) + 1;
  const count = Math.ceil(room / stride) + 1;
  return (count - 1) * stride >= size + before ? count - 1 : count;
}

/** What has to be added after the image so that the last window is filled; negative where its end is not reached. */
export function filling({ kernel, dilation, stride, before, count }: WindowSide, size: number): number {
  return (count - 1) * stride + (kernel - 1) * dilation + 1 - size - before;
}
