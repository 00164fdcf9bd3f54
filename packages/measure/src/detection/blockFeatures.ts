import { at, float32At, numbersOf } from '@bcos-bench/vocabulary';
import { mean } from '../measures/sensitivity.js';
import type { NetworkUnderTest } from '../networkUnderTest.js';
import type { BlockSplitTrace } from './blockSplit.js';

/** What of a part is taken for rounding, in float32, of sums of thousands. */
const ROUNDING = 1e-3;

/** The two parts of what noise changes of a logit, at one block. */
export interface BlockFeatures {
  /** What the change of the feature maps contributes. */
  readonly noise: number;
  /** What the change of the map that follows them contributes. */
  readonly map: number;
}

/** Images as the network gets them, noisy copies of them, and the class whose logit is split. */
export interface SplitImages {
  readonly inputs: Float32Array;
  readonly copies: readonly Float32Array[];
  readonly classes: Int32Array;
}

/** What noise changes of the logit of each image, split at each block, as the mean over the copies: for each image a list of blocks. */
export function blockFeatures(
  { shape, batch, passes }: Pick<NetworkUnderTest, 'shape' | 'batch' | 'passes'>,
  trace: BlockSplitTrace,
  { inputs, copies, classes }: SplitImages,
): BlockFeatures[][] {
  const size = numbersOf(shape);
  const count = trace.blocks.length;
  return Array.from(
    { length: Math.ceil(classes.length / batch) },
    (_, part) => [part * batch, Math.min(classes.length, (part + 1) * batch)] as const,
  ).flatMap(([from, to]) => {
    const rowsIn = (values: Float32Array): Float32Array => values.subarray(from * size, to * size);
    const splits = copies.map((copy) => trace.at(rowsIn(inputs), rowsIn(copy), classes.subarray(from, to)));
    passes.add({ forward: copies.length * (to - from), gradient: copies.length * (to - from) });
    return Array.from({ length: to - from }, (_row, row) =>
      trace.blocks.map((_block, block) => {
        const noises = splits.map(({ contributions }) => float32At(contributions, row * count + block));
        const maps = splits.map(({ change }, copy) => beyondRounding(float32At(change, row), at(noises, copy)));
        return { noise: mean(noises), map: mean(maps) };
      }),
    );
  });
}

/** The rest of a change; nothing where it is rounding, as after the last block of a network whose head is linear. */
function beyondRounding(change: number, part: number): number {
  const rest = change - part;
  return Math.abs(rest) < ROUNDING * Math.abs(part) ? 0 : rest;
}
