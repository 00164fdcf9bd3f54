/** Why a node cannot be built. Whoever builds the graph knows which node it is, and in which file. */
export class NodeFault extends Error {
  override readonly name = 'NodeFault';
}

/** Ends the building of a node. @param what what of it is wrong, in words that follow the node's name */
export function refuse(what: string): never {
  throw new NodeFault(what);
}
