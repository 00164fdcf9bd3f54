import { beforeAll, describe, expect, it } from 'vitest';
import { openPlain } from '@bcos-bench/engine';
import { randomStream } from '@bcos-bench/random';
import { drawnNumbers } from './drawnNumbers.js';

const IMAGE = [2, 3, 1] as const;
const SIZE = 6;
const normals = { kind: 'normal', shape: () => IMAGE } as const;

beforeAll(async () => {
  await openPlain();
});

function images(streams: Parameters<typeof drawnNumbers>[1]): Float32Array[] {
  const tensor = drawnNumbers(normals, streams, IMAGE);
  expect(tensor.shape).toEqual([streams.length, ...IMAGE]);
  const values = tensor.dataSync<'float32'>();
  tensor.dispose();
  return streams.map((_, i) => values.slice(i * SIZE, (i + 1) * SIZE));
}

describe('normal numbers of a batch', () => {
  const expected = (key: number): Float32Array => {
    const stream = randomStream(key);
    return new Float32Array(SIZE).map(() => stream.normal());
  };

  it('are those of the stream of each image, wherever it stands', () => {
    expect(images([randomStream(1), randomStream(2)])).toEqual([expected(1), expected(2)]);
    expect(images([randomStream(2), randomStream(3), randomStream(1)])).toEqual([
      expected(2),
      expected(3),
      expected(1),
    ]);
  });

  it('are zeros where a place is empty', () => {
    expect(images([null, randomStream(1)])).toEqual([new Float32Array(SIZE), expected(1)]);
  });

  it('go on where the stream stands', () => {
    const stream = randomStream(4);
    const [first] = images([stream]);
    expect(images([stream])).not.toEqual([first]);
  });
});

it('uniform numbers have the shape that the method asks for', () => {
  const three = { kind: 'uniform', shape: () => [3] } as const;
  const stream = randomStream(5);
  const expected = Float32Array.from({ length: 3 }, () => stream.uniform());
  const tensor = drawnNumbers(three, [null, randomStream(5)], IMAGE);
  expect(tensor.shape).toEqual([2, 3]);
  expect(tensor.dataSync()).toEqual(Float32Array.of(0, 0, 0, ...expected));
  tensor.dispose();
});
