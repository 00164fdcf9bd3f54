import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { openPlain } from './plain.js';
import { openTensorFlow } from './tensorflow.js';
import { describeEngine } from './testing/engineBehaviour.fixture.js';

describeEngine('TensorFlow', openTensorFlow);

describe('openTensorFlow', () => {
  it('opens once, and makes TensorFlow the current backend, also after another', async () => {
    const engine = await openTensorFlow();
    await openPlain();
    expect(await openTensorFlow()).toBe(engine);
    expect(tf.getBackend()).toBe('tensorflow');
  });

  it('prints nothing, in a process where nobody has silenced TensorFlow', () => {
    const env = { ...process.env };
    delete env['TF_CPP_MIN_LOG_LEVEL'];
    delete env['TF_ENABLE_ONEDNN_OPTS'];
    const script = fileURLToPath(new URL('testing/openAndTrace.fixture.mjs', import.meta.url));
    const { status, stdout, stderr } = spawnSync(process.execPath, [script], { env, encoding: 'utf8' });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});
