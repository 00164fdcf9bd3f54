import { expect, it } from 'vitest';
import { z } from 'zod';
import { workRateSchema } from '@bcos-bench/cli';
import { keptOutput } from '@bcos-bench/cli/testing/keptOutput';
import { runRate } from './rateCommand.js';

const { said, errors } = keptOutput();

it('measures a training and says how many epochs its recipe has', async () => {
  await runRate([
    '--data',
    'none',
    '--arch',
    'resnet8',
    '--epochs',
    '3',
    '--batch',
    '4',
    '--adversarial',
    'linf:8/255:1',
  ]);
  const { perSecond, ...rate } = workRateSchema.extend({ epochs: z.number() }).parse(JSON.parse(said()));
  expect(rate).toEqual({ unit: 'images', device: 'CPU', epochs: 3 });
  expect(perSecond).toBeGreaterThan(1);
});

it('says in one line which flag is wrong', async () => {
  await runRate(['--data', 'none', '--arch', 'resnet8', '--epochs', '0']);
  expect(process.exitCode).toBe(2);
  expect(errors()).toMatch(/^bcos-train rate: .*--epochs.*\n$/);
});
