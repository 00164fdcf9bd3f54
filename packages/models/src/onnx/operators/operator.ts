import type { NodeContext } from '../values/nodeContext.js';
import type { Value } from '../values/value.js';

/** An operator of ONNX: a row of the registry. */
export interface Operator {
  /** What of it is built, in a line. */
  readonly describe: string;
  /** The values that a node makes, as many as it names. */
  readonly build: (node: NodeContext) => readonly Value[];
}

/** Operators by name. */
export type Operators = Readonly<Record<string, Operator>>;
