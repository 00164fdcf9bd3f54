import { expect, it } from 'vitest';
import { proportion } from '@bcos-bench/vocabulary';
import { summaryLines } from './summaryLines.js';

it('says the accuracy with its interval, then that of each class', () => {
  const lines = summaryLines({
    network: 'resnet8',
    dataset: 'shapes',
    split: 'test',
    images: 263,
    loss: { kind: 'bce', mean: 0.123456 },
    top1: proportion(81, 263),
    top5: proportion(263, 263),
    classes: [
      { name: 'disc', top1: proportion(81, 200) },
      { name: 'ring', top1: proportion(0, 63) },
      { name: 'arrow', top1: proportion(0, 0) },
    ],
  });
  expect(lines).toEqual([
    'resnet8 on 263 test images of shapes: top-1 30.8% (25.5 to 36.6), top-5 100.0% (98.6 to 100.0), bce 0.1235',
    '  disc    40.5%  81 of 200',
    '  ring     0.0%  0 of 63',
    '  arrow    none  0 of 0',
  ]);
});
