import { expect, it } from 'vitest';
import { readingOrder } from './readingOrder.js';

const classes = ['a', 'b', 'c'];
const plain = { channelOrder: 'rgb', outputs: undefined, classes, exported: null } as const;

it('says nothing of what is in our order', () => {
  expect(readingOrder(plain)).toEqual({});
  expect(readingOrder({ ...plain, outputs: 'a,b,c' })).toEqual({});
});

it('finds each class among the outputs', () => {
  expect(readingOrder({ ...plain, outputs: 'c,a,b', channelOrder: 'bgr' })).toEqual({
    channelOrder: 'bgr',
    outputOrder: [1, 2, 0],
  });
});

it.each(['a,b', 'a,b,d', 'a,a,b', 'a,b,c,d'])('refuses the outputs %s', (outputs) => {
  expect(() => readingOrder({ ...plain, outputs })).toThrow('--outputs: names');
});

it('takes what the file records, unless flags say otherwise', () => {
  const record = {
    version: 1,
    architecture: { name: 'resnet8', b: 1, maxOut: 1, norm: 'none' },
    classes,
    normalisation: null,
    channelOrder: 'bgr',
    outputOrder: [2, 1, 0],
  } as const;
  const exported = { ...record, classes, outputOrder: [...record.outputOrder] };
  expect(readingOrder({ ...plain, exported })).toEqual({ channelOrder: 'bgr', outputOrder: [2, 1, 0] });
  expect(readingOrder({ ...plain, exported, outputs: 'b,a,c' })).toEqual({
    channelOrder: 'bgr',
    outputOrder: [1, 0, 2],
  });
});
