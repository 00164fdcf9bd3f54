import { attackDescription } from '@bcos-bench/vocabulary';
import { describeVariant, type AttackCell, type AttackVariant } from '@bcos-bench/pipeline';
import { NORM_SYMBOL } from './normSymbol.js';

/** The method of an attack as people write it, such as `PGD`. */
export function methodName({ attack = 'pgd' }: Pick<AttackVariant, 'attack'>): string {
  return attackDescription(attack).title;
}

/** An attack in words, such as `PGD ℓ2 0.5, 100 steps, encoded threat`. */
export function describeAttack({ norm, eps, steps, threat, ...variant }: AttackCell): string {
  const others = describeVariant(variant);
  return `${methodName(variant)} ${NORM_SYMBOL[norm]} ${eps}, ${steps} steps, ${threat} threat${others === '' ? '' : `, ${others}`}`;
}
