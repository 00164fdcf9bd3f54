import protobuf from 'protobufjs/light.js';

/**
 * The parts of ONNX's messages that a network needs, with the field numbers of onnx.proto. What is not here (training, devices,
 * metadata, documentation) is skipped.
 */
const SCHEMA = {
  nested: {
    Operators: { fields: { domain: { id: 1, type: 'string' }, version: { id: 2, type: 'int64' } } },
    Entry: { fields: { key: { id: 1, type: 'string' }, value: { id: 2, type: 'string' } } },
    Tensor: {
      fields: {
        dims: { id: 1, type: 'int64', rule: 'repeated' },
        dataType: { id: 2, type: 'int32' },
        floatData: { id: 4, type: 'float', rule: 'repeated' },
        int32Data: { id: 5, type: 'int32', rule: 'repeated' },
        int64Data: { id: 7, type: 'int64', rule: 'repeated' },
        name: { id: 8, type: 'string' },
        rawData: { id: 9, type: 'bytes' },
        doubleData: { id: 10, type: 'double', rule: 'repeated' },
        uint64Data: { id: 11, type: 'uint64', rule: 'repeated' },
        externalData: { id: 13, type: 'Entry', rule: 'repeated' },
        dataLocation: { id: 14, type: 'int32' },
      },
    },
    Dimension: {
      oneofs: { size: { oneof: ['value', 'parameter'] } },
      fields: { value: { id: 1, type: 'int64' }, parameter: { id: 2, type: 'string' } },
    },
    Shape: { fields: { dim: { id: 1, type: 'Dimension', rule: 'repeated' } } },
    TensorType: { fields: { elemType: { id: 1, type: 'int32' }, shape: { id: 2, type: 'Shape' } } },
    Type: { fields: { tensorType: { id: 1, type: 'TensorType' } } },
    ValueInfo: { fields: { name: { id: 1, type: 'string' }, type: { id: 2, type: 'Type' } } },
    Attribute: {
      fields: {
        name: { id: 1, type: 'string' },
        f: { id: 2, type: 'float' },
        i: { id: 3, type: 'int64' },
        s: { id: 4, type: 'bytes' },
        t: { id: 5, type: 'Tensor' },
        floats: { id: 7, type: 'float', rule: 'repeated' },
        ints: { id: 8, type: 'int64', rule: 'repeated' },
        strings: { id: 9, type: 'bytes', rule: 'repeated' },
        type: { id: 20, type: 'int32' },
        refAttrName: { id: 21, type: 'string' },
      },
    },
    Node: {
      fields: {
        input: { id: 1, type: 'string', rule: 'repeated' },
        output: { id: 2, type: 'string', rule: 'repeated' },
        name: { id: 3, type: 'string' },
        opType: { id: 4, type: 'string' },
        attribute: { id: 5, type: 'Attribute', rule: 'repeated' },
        domain: { id: 7, type: 'string' },
        overload: { id: 8, type: 'string' },
      },
    },
    Graph: {
      fields: {
        node: { id: 1, type: 'Node', rule: 'repeated' },
        initializer: { id: 5, type: 'Tensor', rule: 'repeated' },
        input: { id: 11, type: 'ValueInfo', rule: 'repeated' },
        output: { id: 12, type: 'ValueInfo', rule: 'repeated' },
      },
    },
    FunctionBody: {
      fields: {
        name: { id: 1, type: 'string' },
        input: { id: 4, type: 'string', rule: 'repeated' },
        output: { id: 5, type: 'string', rule: 'repeated' },
        node: { id: 7, type: 'Node', rule: 'repeated' },
        opsetImport: { id: 9, type: 'Operators', rule: 'repeated' },
        domain: { id: 10, type: 'string' },
        attributeDefault: { id: 11, type: 'Attribute', rule: 'repeated' },
        overload: { id: 13, type: 'string' },
      },
    },
    Model: {
      fields: {
        irVersion: { id: 1, type: 'int64' },
        producerName: { id: 2, type: 'string' },
        graph: { id: 7, type: 'Graph' },
        opsetImport: { id: 8, type: 'Operators', rule: 'repeated' },
        functions: { id: 25, type: 'FunctionBody', rule: 'repeated' },
      },
    },
  },
};

/** The message that an ONNX file is. */
export const modelType = protobuf.Root.fromJSON(SCHEMA).lookupType('Model');
