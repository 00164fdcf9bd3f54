import { UsageFault } from '@bcos-bench/vocabulary';
import type { Defence } from '@bcos-bench/formats';
import { noDefence, type DefenceKind, type DefenceLayer } from './defence.js';
import { noise } from './noise.js';
import { rounding } from './rounding.js';
import { saturation } from './saturation.js';
import { shatter } from './shatter.js';
import { temperature } from './temperature.js';

/** Defences that mask gradients, by name: the audit of an attack must catch each. */
export const defenceKinds: ReadonlyMap<string, DefenceKind> = new Map([
  ['rounding', rounding],
  ['temperature', temperature],
  ['sigmoid', saturation],
  ['noise', noise],
  ['shatter', shatter],
]);

/**
 * A defence by name, of the kind's usual strength unless another is given.
 * @throws UsageFault for an unknown name, or for a strength that cannot be
 */
export function defenceNamed(name: string, strength?: number): Defence {
  const defence = { name, strength: strength ?? kindNamed(name).strength.usual };
  defenceOf(defence);
  return defence;
}

/** What a defence does, and whether it draws random numbers. @throws UsageFault as `defenceNamed` */
export function defenceOf(defence: Defence | undefined): DefenceLayer & Pick<DefenceKind, 'draws'> {
  if (defence === undefined) return { ...noDefence, draws: false };
  const { range, draws, layer } = kindNamed(defence.name);
  if (!range.holds(defence.strength)) {
    const what = `${defence.strength} is no strength of ${defence.name}`;
    throw new UsageFault({ what, where: '--strength', remedy: `write ${range.describe}` });
  }
  return { ...layer(defence.strength), draws };
}

function kindNamed(name: string): DefenceKind {
  const kind = defenceKinds.get(name);
  if (kind !== undefined) return kind;
  const remedy = `one of ${[...defenceKinds.keys()].join(', ')}`;
  throw new UsageFault({ what: `'${name}' is no defence`, where: '--defence', remedy });
}
