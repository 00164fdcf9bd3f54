import type { CallableTable, KnownCallable } from './callable.js';

/** `getattr(owner, name)`, by which Python pickles bound methods, such as those that classes have, and members of an enum. */
const getattr: KnownCallable = ([owner, name], { attribute, refuse }) =>
  owner !== undefined && typeof name === 'string'
    ? attribute(owner, name)
    : refuse('holds a pickle that looks up an attribute without its name');

/** Attributes: they are never looked up, and only their names are kept. */
export const attributeCallables: CallableTable = [['builtins.getattr', getattr]];
