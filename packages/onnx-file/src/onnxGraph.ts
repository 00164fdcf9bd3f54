import type { Attribute } from './attribute.js';
import type { OnnxArray } from './onnxArray.js';

/** An operator at work: a node of a graph. */
export interface OnnxNode {
  /** The operator's name, such as `Conv`. */
  readonly op: string;
  /** Whose operator it is: empty for ONNX's own. */
  readonly domain: string;
  /** The version of the operators that the node means. */
  readonly opset: number;
  /** The node's name, or what it makes where it has none: for errors. */
  readonly label: string;
  /** Names of values; empty where an input is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, Attribute>;
}

/** An input or output of a graph. */
export interface OnnxPort {
  readonly name: string;
  /** A number, or null where it is free; null for a shape that is not said. */
  readonly shape: readonly (number | null)[] | null;
  /** Of `TensorProto.DataType`. */
  readonly dataType: number;
}

/** A network as an ONNX file has it, its functions written out. Every node comes after those that make its inputs. */
export interface OnnxGraph {
  /** The version of ONNX's own operators. */
  readonly opset: number;
  /** What program wrote it. */
  readonly producer: string;
  /** Inputs that are no initialisers. */
  readonly inputs: readonly OnnxPort[];
  readonly outputs: readonly OnnxPort[];
  readonly initialisers: ReadonlyMap<string, OnnxArray>;
  readonly nodes: readonly OnnxNode[];
}
