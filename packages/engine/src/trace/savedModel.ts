import protobuf from 'protobufjs';

/**
 * The parts of TensorFlow's own messages that a frozen graph needs, with TensorFlow's field numbers
 * (tensorflow/core/protobuf/saved_model.proto, meta_graph.proto and tensorflow/core/framework/*.proto).
 */
const PROTO = `
syntax = "proto3";
message Shape { message Dim { int64 size = 1; } repeated Dim dim = 2; }
message TensorValue { int32 dtype = 1; Shape tensor_shape = 2; bytes tensor_content = 4; }
message AttrList {
  repeated bytes s = 2; repeated int64 i = 3; repeated float f = 4; repeated bool b = 5; repeated int32 type = 6;
  repeated Shape shape = 7;
}
message Attr {
  oneof value {
    AttrList list = 1; bytes s = 2; int64 i = 3; float f = 4; bool b = 5; int32 type = 6; Shape shape = 7;
    TensorValue tensor = 8;
  }
}
message Node { string name = 1; string op = 2; repeated string input = 3; map<string, Attr> attr = 5; }
message Versions { int32 producer = 1; }
message Graph { repeated Node node = 1; Versions versions = 4; }
message TensorInfo { string name = 1; int32 dtype = 2; Shape tensor_shape = 3; }
message Signature { map<string, TensorInfo> inputs = 1; map<string, TensorInfo> outputs = 2; string method_name = 3; }
message MetaInfo { repeated string tags = 4; }
message MetaGraph { MetaInfo meta_info_def = 1; Graph graph_def = 2; map<string, Signature> signature_def = 5; }
message SavedModel { int64 saved_model_schema_version = 1; repeated MetaGraph meta_graphs = 2; }
`;

const savedModel = protobuf.parse(PROTO, { keepCase: true }).root.lookupType('SavedModel');

/** The graph format version that TensorFlow 2.21 writes; older ones would be read with older defaults. */
const GRAPH_PRODUCER = 1395;

/** A shape as the messages have it. */
export interface ShapeMessage {
  readonly dim: readonly { readonly size: number }[];
}

/** An attribute of a node: exactly one key, named as in the message `Attr`. */
export type AttrMessage = Readonly<Record<string, unknown>>;

/** One op of a graph: `input` names nodes, `NAME:1` their second output. */
export interface NodeMessage {
  readonly name: string;
  readonly op: string;
  readonly input: readonly string[];
  readonly attr: Readonly<Record<string, AttrMessage>>;
}

/** A dimension list as a message. */
export function shapeMessage(shape: readonly number[]): ShapeMessage {
  return { dim: shape.map((size) => ({ size })) };
}

/** The tag under which the graph is stored and loaded. */
export const GRAPH_TAG = 'serve';

/** The bytes of `saved_model.pb`: one frozen graph without variables. */
export function encodeSavedModel(nodes: readonly NodeMessage[]): Uint8Array {
  return savedModel
    .encode(
      savedModel.fromObject({
        saved_model_schema_version: 1,
        meta_graphs: [
          {
            meta_info_def: { tags: [GRAPH_TAG] },
            graph_def: { node: nodes, versions: { producer: GRAPH_PRODUCER } },
            signature_def: { serving_default: { inputs: {}, outputs: {}, method_name: 'tensorflow/serving/predict' } },
          },
        ],
      }),
    )
    .finish();
}
