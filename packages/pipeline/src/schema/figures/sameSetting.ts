import type { AttackCell } from '../attackCell.js';
import { variantName, type AttackVariant } from '../attackVariant.js';

/** Whether an attack differs from what a figure asks for in radius and steps at most. */
export function sameSetting(cell: AttackCell, figure: AttackVariant & Pick<AttackCell, 'threat'>): boolean {
  return cell.threat === figure.threat && variantName(cell) === variantName(figure);
}
