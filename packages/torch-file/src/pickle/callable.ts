import type { PickleValue } from './value.js';

/** What a known function has of the pickle that calls it. */
export interface CallContext {
  /** Refuses the file. */
  readonly refuse: (what: string) => never;
  /** What an attribute of a value is called: its name is checked, and nothing is looked up. */
  readonly attribute: (owner: PickleValue, name: string) => PickleValue;
  /** What another function would make of other arguments. */
  readonly call: (callable: PickleValue, args: readonly PickleValue[]) => PickleValue;
}

/** A function of Python, by what it makes. */
export type KnownCallable = (args: readonly PickleValue[], context: CallContext) => PickleValue;

/** Known functions by their full names. */
export type CallableTable = readonly (readonly [name: string, callable: KnownCallable])[];
