import { Fault } from '@bcos-bench/vocabulary';
import { describe, expect, it } from 'vitest';
import { modelType } from './onnxSchema.js';
import { externalNames, parseOnnx } from './parseOnnx.js';

interface Parts {
  readonly node?: readonly object[];
  readonly initializer?: readonly object[];
  readonly functions?: readonly object[];
  readonly version?: number;
}

/** A file of one input `x` and what is given. */
function fileOf({ node = [], initializer = [], functions = [], version = 17 }: Parts): Uint8Array {
  const graph = { node, initializer, input: [{ name: 'x' }], output: [{ name: 'y' }] };
  const model = { irVersion: 8, opsetImport: [{ version }], graph, functions };
  return modelType.encode(modelType.fromObject(model)).finish();
}

const parse = (parts: Parts, external: (name: string) => Uint8Array | null = () => null) =>
  parseOnnx(fileOf(parts), { where: 'a.onnx', external });

const relu = (input: string, output: string): object => ({ opType: 'Relu', input: [input], output: [output] });
const half = new Uint8Array([0x00, 0x3c, 0x00, 0xc1]);

describe('parseOnnx', () => {
  it('reads floats of every width as float32, and whole numbers', () => {
    const { initialisers } = parse({
      initializer: [
        { name: 'half', dims: [2], dataType: 10, rawData: half },
        { name: 'brain', dims: [1], dataType: 16, int32Data: [0x3fc0] },
        { name: 'double', dims: [], dataType: 11, doubleData: [0.1] },
        { name: 'whole', dims: [2], dataType: 7, int64Data: [-1, 5] },
        { name: 'truth', dims: [2], dataType: 9, int32Data: [2, 0] },
      ],
    });
    expect([...initialisers].map(([name, { data }]) => [name, ...data])).toEqual([
      ['half', 1, -2.5],
      ['brain', 1.5],
      ['double', Math.fround(0.1)],
      ['whole', -1, 5],
      ['truth', 1, 0],
    ]);
  });

  it('writes functions out in the place of calls, their names apart', () => {
    const twice = { name: 'twice', domain: 'f', input: ['a'], output: ['b'], node: [relu('a', 'm'), relu('m', 'b')] };
    const call = { opType: 'twice', domain: 'f', input: ['x'], output: ['y'] };
    const { nodes } = parse({ node: [call], functions: [twice] });
    expect(nodes.map(({ op, inputs, outputs }) => [op, ...inputs, ...outputs])).toEqual([
      ['Relu', 'x', '1/m'],
      ['Relu', '1/m', 'y'],
    ]);
  });

  it('reads arrays beside the file', () => {
    const place = [
      { key: 'location', value: 'a.data' },
      { key: 'offset', value: '4' },
      { key: 'length', value: '4' },
    ];
    const initializer = [{ name: 'w', dims: [1], dataType: 1, dataLocation: 1, externalData: place }];
    const beside = new Uint8Array(new Float32Array([1, 2.5]).buffer);
    expect([...(parse({ initializer }, () => beside).initialisers.get('w')?.data ?? [])]).toEqual([2.5]);
    expect(externalNames(fileOf({ initializer }), 'a.onnx')).toEqual(['a.data']);
    expect(() => parse({ initializer })).toThrow("lies in 'a.data', which is not there");
    expect(() => parse({ initializer }, () => beside.subarray(4))).toThrow('lies beyond the end');
  });

  const loop = { name: 'loop', domain: 'f', input: ['a'], output: ['b'] };
  it.each<[Parts, string]>([
    [{ node: [relu('z', 'y'), relu('y', 'z')] }, "reads 'z', which no node before it makes"],
    [{ node: [relu('x', 'y'), relu('x', 'y')] }, "makes 'y', which is made before"],
    [{ version: 10 }, 'has opset 10, and opsets 11 to 23 are read'],
    [{ initializer: [{ name: 'w', dims: [2 ** 40], dataType: 1 }] }, 'has 0 numbers, and needs 1099511627776'],
    [{ initializer: [{ name: 'w', dims: [-1], dataType: 1 }] }, 'has no possible shape'],
    [{ initializer: [{ name: 'w', dims: [3], dataType: 10, rawData: half }] }, 'has 4 bytes, and needs 6'],
    [{ initializer: [{ name: 'w\nx', dims: [3], dataType: 8 }] }, "array 'w x' has the type 8"],
    [
      {
        node: [{ opType: 'loop', domain: 'f', input: ['x'], output: ['y'] }],
        functions: [{ ...loop, node: [{ opType: 'loop', domain: 'f', input: ['a'], output: ['b'] }] }],
      },
      'its functions call each other',
    ],
  ])('refuses in one line: %j', (parts, line) => {
    const read = (): unknown => parse(parts);
    expect(read).toThrow(Fault);
    expect(read).toThrow(line);
  });

  it('refuses what is no ONNX file', () => {
    for (const content of [new Uint8Array([1, 2, 3]), new Uint8Array(), Buffer.from('<html>')]) {
      expect(() => parseOnnx(content, { where: 'a.onnx', external: () => null })).toThrow('a.onnx: ');
    }
  });
});
