import { describeVariant, type AttackCell } from '@bcos-bench/pipeline';
import { NORM_SYMBOL } from './normSymbol.js';

/** An attack in words, such as `PGD ℓ2 0.5, 100 steps, encoded threat`. */
export function describeAttack({ norm, eps, steps, threat, ...variant }: AttackCell): string {
  const name = (variant.attack ?? 'pgd').toUpperCase();
  const others = describeVariant(variant);
  return `${name} ${NORM_SYMBOL[norm]} ${eps}, ${steps} steps, ${threat} threat${others === '' ? '' : `, ${others}`}`;
}
