import { describeConstants } from '@bcos-bench/formats';
import type { Normalisation } from '@bcos-bench/vocabulary';
import type { TorchFile } from '@bcos-bench/torch-file';
import { readConstants } from './normaliserConstants.js';
import type { NormaliserArrays } from './wrapperNormaliser.js';

/** A normaliser that a file states. */
export interface StatedNormaliser {
  /** Null where the file says that images stay as they are. */
  readonly constants: Normalisation;
  /** Where in the file it stands. */
  readonly detail: string;
}

/** What a file states of its normaliser: one, none, or something of which it cannot be known what it does to an image. */
export type FileStatement =
  | { readonly kind: 'stated'; readonly normaliser: StatedNormaliser }
  | { readonly kind: 'silent' }
  | { readonly kind: 'unclear'; readonly what: string };

/**
 * What the arrays of normalisers state together.
 * @param levels the normalisers of each wrapping of the network, the outermost first: those of one level are names for the same,
 *   those of two levels are applied one after the other
 * @param channels channels of the network's input
 */
export function statedByArrays(
  file: TorchFile,
  levels: readonly (readonly NormaliserArrays[])[],
  channels: number,
): FileStatement {
  const effective: StatedNormaliser[] = [];
  const idle: StatedNormaliser[] = [];
  for (const level of levels) {
    const here = new Map<string, StatedNormaliser>();
    for (const arrays of level) {
      const { constants, odd } = readConstants(file, arrays, channels);
      if (odd !== null) return { kind: 'unclear', what: odd };
      const stated = { constants, detail: arrays.names.join(', ') };
      if (constants === null) idle.push(stated);
      else here.set(JSON.stringify(constants), here.get(JSON.stringify(constants)) ?? stated);
    }
    effective.push(...here.values());
  }
  return oneOf(effective, idle);
}

function oneOf(effective: readonly StatedNormaliser[], idle: readonly StatedNormaliser[]): FileStatement {
  const [first, second] = effective;
  if (first !== undefined && second !== undefined) {
    const both = [first, second].map(({ constants, detail }) => `${detail} (${describeConstants(constants)})`);
    return { kind: 'unclear', what: `it holds two normalisers, ${both.join(' and ')}` };
  }
  const only = first ?? idle[0];
  return only === undefined ? { kind: 'silent' } : { kind: 'stated', normaliser: only };
}
