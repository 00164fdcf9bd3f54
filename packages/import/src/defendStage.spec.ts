import { writeUntrained } from '@bcos-bench/models/testing/untrainedCheckpoint';
import { readCheckpoint } from '@bcos-bench/formats';
import { CIFAR10_CLASSES } from '@bcos-bench/vocabulary';
import { commandInScratch } from '@bcos-bench/cli/testing/commandInScratch';
import { beforeAll, expect, it } from 'vitest';
import { defendStage } from './defendStage.js';

const { folder, run, said, errors } = commandInScratch('defend');

beforeAll(() => writeUntrained(folder('plain'), 'resnet8', { classes: CIFAR10_CLASSES }));

it('makes a checkpoint of the same weights that says its defence', async () => {
  await run(defendStage, { checkpoint: folder('plain'), defence: 'rounding', strength: 8, out: folder('rounded') });
  const [plain, rounded] = ['plain', 'rounded'].map((name) => readCheckpoint(folder(name)));
  expect(rounded?.arrays).toEqual(plain?.arrays);
  expect(rounded?.model).toEqual({
    ...plain?.model,
    architecture: { ...plain?.model.architecture, defence: { name: 'rounding', strength: 8 } },
    provenance: { ...plain?.model.provenance, parameters: { defence: 'rounding 8' } },
  });
  expect(said()).toContain('resnet8 with the defence rounding 8');
});

it('refuses a strength that cannot be, and a second defence', async () => {
  await run(defendStage, { checkpoint: folder('plain'), defence: 'rounding', strength: 1.5, out: folder('wrong') });
  expect(errors()).toContain('1.5 is no strength of rounding');
  await run(defendStage, { checkpoint: folder('plain'), defence: 'noise', out: folder('noisy') });
  await run(defendStage, { checkpoint: folder('noisy'), defence: 'shatter', out: folder('both') });
  expect(errors()).toContain('has the defence noise already');
});
