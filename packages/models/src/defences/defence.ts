import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';

/** What a defence does to a network: what it does to its input, and to its logits. */
export interface DefenceLayer {
  /**
   * Encoded images [N,rows,columns,channels] as the network sees them.
   * @param noise standard normal numbers of the same shape, where the defence draws them
   */
  readonly input: (x: Tensor4D, noise: Tensor4D | undefined) => Tensor4D;
  /** Logits [N,classes] as the network gives them. */
  readonly logits: (logits: Tensor2D) => Tensor2D;
}

/** A kind of defence: a row of the registry. Each has one number, its strength. */
export interface DefenceKind {
  readonly describe: string;
  /** What the strength is, and what it is unless one is given. */
  readonly strength: { readonly describe: string; readonly usual: number };
  /** The values that the strength may have, in words and as a condition. */
  readonly range: { readonly describe: string; readonly holds: (strength: number) => boolean };
  /** Whether it draws random numbers for each image, so that the same image has other logits each time. */
  readonly draws: boolean;
  readonly layer: (strength: number) => DefenceLayer;
}

/** What leaves a network as it is. */
export const noDefence: DefenceLayer = { input: (x) => x, logits: (logits) => logits };

/** Any number above 0. */
export const positive: DefenceKind['range'] = {
  describe: 'a number above 0',
  holds: (strength) => Number.isFinite(strength) && strength > 0,
};
