import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTensorFlow } from '@bcos-bench/engine';
import { writeUntrained } from '@bcos-bench/models/testing/untrainedCheckpoint';
import { commandInScratch, type FlagValues } from '@bcos-bench/cli/testing/commandInScratch';
import { attackStage, attackStageAt } from './attackStage.js';
import { CLASSES, writeData } from '../testing/dataFolder.fixture.js';
import { SMALL_SHAPE } from '../testing/smallImages.fixture.js';
import { sharedModelCache } from './modelCache.js';

const { folder, run, errors } = commandInScratch('modelCache');
const modelCache = sharedModelCache();
const shared = attackStageAt(modelCache);

function attack(stage: typeof attackStage, out: string, flags: FlagValues): Promise<void> {
  const given = {
    data: folder('data'),
    checkpoint: folder('network'),
    out: folder(out),
    limit: 20,
    quiet: true,
  } as const;
  return run(stage, { ...given, ...flags });
}

/** The bytes of all files that are the same from run to run. */
function bytesOf(out: string): Record<string, string> {
  const files = readdirSync(folder(out)).filter((name) => name !== 'timing.json');
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder(out), name), 'base64')]));
}

const cells = {
  first: { norm: 'linf', eps: '8/255', steps: 2, keep: 3 },
  'of another radius': { norm: 'linf', eps: '4/255', steps: 2 },
  'of more steps': { norm: 'linf', eps: '4/255', steps: 3 },
  'of another norm': { norm: 'l2', eps: 0.5, steps: 2 },
  'that keeps the last': { norm: 'linf', eps: '8/255', steps: 3, attack: 'mi-fgsm' },
  'that keeps the last of fewer': { norm: 'linf', eps: '8/255', steps: 2, attack: 'mi-fgsm' },
  'in the images': { norm: 'linf', eps: '8/255', steps: 2, threat: 'pixel' },
  'that stops early': { norm: 'linf', eps: '8/255', steps: 2, 'stop-early': true },
  'with targets': { norm: 'linf', eps: '8/255', steps: 2, targeted: 'random', seed: 5 },
  'with other targets': { norm: 'linf', eps: '8/255', steps: 2, targeted: 'random', seed: 6 },
  'of another network': { norm: 'linf', eps: '8/255', steps: 2, checkpoint: folder('other network') },
} as const satisfies Record<string, FlagValues>;

describe('attacks in one process', () => {
  beforeAll(() => {
    writeData(folder('data'), 24, { shape: SMALL_SHAPE });
    writeUntrained(folder('network'), 'resnet8', { classes: CLASSES, seed: 3 });
    writeUntrained(folder('other network'), 'bcos-resnet8', { classes: CLASSES, seed: 3 });
  });

  it.each(Object.entries(cells))('write the bytes that each writes alone: one %s', async (name, flags) => {
    await attack(attackStage, `alone ${name}`, flags);
    await attack(shared, `shared ${name}`, flags);
    expect(errors()).toBe('');
    expect(bytesOf(`shared ${name}`)).toEqual(bytesOf(`alone ${name}`));
  });

  it('share graphs where no more than numbers differ', async () => {
    let traces = 0;
    const engine = await openTensorFlow();
    const { trace } = engine;
    Object.assign(engine, {
      trace: (...words: Parameters<typeof trace>) => {
        traces += 1;
        return trace(...words);
      },
    });
    const tracesOf = async (stage: typeof attackStage, flags: FlagValues): Promise<number> => {
      traces = 0;
      await attack(stage, 'counted', flags);
      return traces;
    };
    const flags = { norm: 'l2', eps: 0.25, steps: 4 } as const;
    const counted = [await tracesOf(attackStage, flags), await tracesOf(shared, flags)];
    Object.assign(engine, { trace });
    expect(counted).toEqual([4, 0]);
  });

  it('see that a checkpoint has changed', async () => {
    writeUntrained(folder('network'), 'resnet8', { classes: CLASSES, seed: 4 });
    await attack(attackStage, 'alone changed', cells.first);
    await attack(shared, 'shared changed', cells.first);
    expect(bytesOf('shared changed')).toEqual(bytesOf('alone changed'));
    expect(bytesOf('shared changed')).not.toEqual(bytesOf('shared first'));
  });

  it('leave no tensor behind when the modelCache is cleared', async () => {
    modelCache.networks.dispose();
    const before = tf.memory().numTensors;
    await attack(shared, 'before clearing', cells.first);
    modelCache.networks.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
