import { anyUnder, underPrefix, type Layout } from './layout.js';

/**
 * What programs call the attribute of a larger module that is the network, in the order in which they are tried: a Lightning module, a
 * network with a normaliser, or a trainer. Losses and metrics stand beside it. No network that is known here has a module of such a name.
 */
const ATTRIBUTES = [
  'model',
  'net',
  'network',
  'backbone',
  '_model',
  '_net',
  'base_model',
  'module',
  'encoder',
  'wrapped_model',
];

/** A layout for each of them; that of `model` has the name of the program that made it usual. */
export const attributes: readonly Layout[] = ATTRIBUTES.map((attribute) => ({
  name: attribute === 'model' ? 'lightning' : attribute,
  wraps: anyUnder(`${attribute}.`),
  inside: underPrefix(`${attribute}.`),
  attribute: true,
}));
