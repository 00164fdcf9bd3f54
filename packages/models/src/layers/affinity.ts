import type { ForwardPass, ParameterSpec } from '../layer.js';
import type { AffineMap } from './affineMap.js';

/** Which of weight and bias a norm learns. */
export interface Affinity {
  /** What the norm's kind ends with. */
  readonly suffix: '' | '-linear' | '-unaffine';
  /** The arrays `NAME.weight` and `NAME.bias`, of `width` numbers each, or fewer. */
  readonly parameters: (name: string, width: number) => readonly ParameterSpec[];
  /** What these arrays do to what is normed. */
  readonly mapOf: (name: string, pass: ForwardPass) => AffineMap;
}

const weightSpec = (name: string, width: number): ParameterSpec => ({
  name: `${name}.weight`,
  shape: [width],
  role: 'vector',
  start: 'ones',
});

const biasSpec = (name: string, width: number): ParameterSpec => ({
  name: `${name}.bias`,
  shape: [width],
  role: 'vector',
  start: 'zeros',
});

/** Weight and bias. */
export const affine: Affinity = {
  suffix: '',
  parameters: (name, width) => [weightSpec(name, width), biasSpec(name, width)],
  mapOf: (name, pass) => ({ scale: pass.vector(`${name}.weight`), shift: pass.vector(`${name}.bias`) }),
};

/** A weight and no bias (`bcos.modules.norms.NoBias`). */
export const linear: Affinity = {
  suffix: '-linear',
  parameters: (name, width) => [weightSpec(name, width)],
  mapOf: (name, pass) => ({ scale: pass.vector(`${name}.weight`), shift: null }),
};

/** Neither (`bcos.modules.norms.Unaffine`). */
export const unaffine: Affinity = {
  suffix: '-unaffine',
  parameters: () => [],
  mapOf: () => ({ scale: null, shift: null }),
};
