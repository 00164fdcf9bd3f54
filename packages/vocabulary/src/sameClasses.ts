import { classList } from './classList.js';
import { Fault } from './fault.js';

/**
 * Checks that a network knows the classes of the data, in their order.
 * @param where the checkpoint, for the error
 * @throws Fault where it does not
 */
export function requireSameClasses(network: readonly string[], data: readonly string[], where: string): void {
  if (network.length === data.length && network.every((name, i) => name === data[i])) return;
  throw new Fault({
    what: `the network knows the classes ${classList(network)}, and the data set has ${classList(data)}`,
    where,
    remedy: 'give a network that was trained on these classes',
  });
}
