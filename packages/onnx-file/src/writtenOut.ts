import type { Fault } from '@bcos-bench/vocabulary';
import { onnxFault } from './onnxFault.js';
import type { AttributeMessage, FunctionMessage, NodeMessage, OperatorsMessage } from './onnxMessage.js';

/** A node with the operators that it means. */
export interface PlacedNode {
  readonly node: NodeMessage;
  readonly operators: OperatorsMessage;
}

/** The most nodes that a graph has; the largest networks of the usual libraries have some thousands. */
const MOST_NODES = 100_000;
/** How deep functions may call each other. */
const DEEPEST = 32;

/**
 * The nodes of a graph with those of its functions in the place of calls. Names inside a function get the call's number before them.
 * @throws Fault where functions call each other in a circle, or without end
 */
export function writtenOut(
  nodes: readonly NodeMessage[],
  operators: OperatorsMessage,
  functions: readonly FunctionMessage[],
  where: string,
): PlacedNode[] {
  const byName = new Map(functions.map((body) => [keyOf(body.domain, body.name, body.overload), body]));
  const result: PlacedNode[] = [];
  let calls = 0;
  const bad = (what: string): Fault => onnxFault(what, where, 'export the network again with torch.onnx.export');

  const write = (list: readonly NodeMessage[], meant: OperatorsMessage, depth: number): void => {
    for (const node of list) {
      const body = byName.get(keyOf(node.domain, node.opType, node.overload));
      if (body === undefined) {
        result.push({ node, operators: meant });
        if (result.length > MOST_NODES) throw bad(`has more than ${MOST_NODES} nodes`);
        continue;
      }
      if (depth >= DEEPEST) throw bad(`its functions call each other ${DEEPEST} deep, '${body.name}' among them`);
      calls += 1;
      if (calls > MOST_NODES) throw bad(`calls functions more than ${MOST_NODES} times`);
      write(called(node, body, `${calls}/`), body.opsetImport.length > 0 ? body.opsetImport : meant, depth + 1);
    }
  };
  write(nodes, operators, 0);
  return result;
}

const keyOf = (domain: string, name: string, overload: string): string => JSON.stringify([domain, name, overload]);

/** The nodes of a function, with a call's values in the places of its inputs, outputs and attributes. */
function called(call: NodeMessage, body: FunctionMessage, prefix: string): NodeMessage[] {
  const outside = new Map([
    ...body.input.map((name, i): [string, string] => [name, call.input[i] ?? '']),
    ...body.output.flatMap((name, i): [string, string][] => {
      const given = call.output[i] ?? '';
      return given === '' ? [] : [[name, given]];
    }),
  ]);
  const nameOf = (name: string): string => (name === '' ? '' : (outside.get(name) ?? prefix + name));
  const given = new Map([...body.attributeDefault, ...call.attribute].map((attribute) => [attribute.name, attribute]));
  return body.node.map((node) => ({
    ...node,
    name: node.name === '' ? '' : prefix + node.name,
    input: node.input.map(nameOf),
    output: node.output.map(nameOf),
    attribute: node.attribute.flatMap((attribute): AttributeMessage[] => {
      if (attribute.refAttrName === '') return [attribute];
      const value = given.get(attribute.refAttrName);
      return value === undefined ? [] : [{ ...value, name: attribute.name }];
    }),
  }));
}
