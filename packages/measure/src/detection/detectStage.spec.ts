import { mkdirSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { commandInScratch, type FlagValues } from '@bcos-bench/cli/testing/commandInScratch';
import { writeAttack, writeData, writeNetwork } from '@bcos-bench/explain/testing/stageFolders';
import { readDetection } from '@bcos-bench/formats';
import { detectionFeatureSchema } from '@bcos-bench/vocabulary';
import { detectStage } from './detectStage.js';

const { folder, run, errors } = commandInScratch('detect');

function detect(out: string, flags: FlagValues = {}): Promise<void> {
  const given = { data: folder('data'), checkpoint: folder('bcos'), examples: folder('attack'), limit: 10 } as const;
  return run(detectStage, { ...given, out: folder(out), quiet: true, ...flags });
}

beforeAll(() => {
  for (const name of ['data', 'bcos', 'attack']) mkdirSync(folder(name));
  writeData(folder('data'));
  writeNetwork(folder('bcos'), 'bcos-resnet8');
  writeAttack(folder('attack'), { channels: 6, split: 'test' });
});

it('says of each number how well it tells, and the same whatever the batch', async () => {
  await detect('whole');
  expect(errors()).toBe('');
  const { images, changed, method, detected, blocks } = readDetection(folder('whole'));
  expect(images).toBeGreaterThan(0);
  expect(changed).toBeLessThanOrEqual(images);
  expect(method).toBe('dynamic-linear');
  expect(detected.map(({ feature }) => feature).filter((feature) => !feature.endsWith('together'))).toEqual(
    detectionFeatureSchema.options,
  );
  expect(blocks.map(({ block, part }) => `${block} ${part}`)).toEqual(
    ['layer1.0', 'layer2.0', 'layer3.0'].flatMap((block) => [`${block} noise`, `${block} map`]),
  );
  for (const { area, low, high } of [...detected, ...blocks])
    expect([low, area, high].every((part) => part >= 0 && part <= 1)).toBe(true);
  await detect('small', { batch: 4 });
  expect(readDetection(folder('small'))).toEqual(readDetection(folder('whole')));
});

it('says in one line that the attack has kept too few images', async () => {
  await detect('many', { limit: 12 });
  expect(errors()).toMatch(/the attack kept 10 images, and not image 10; attack again with --keep 12 or more/);
});
