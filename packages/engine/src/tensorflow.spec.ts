import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { openTensorFlow } from './tensorflow.js';
import { describeEngine } from './testing/engineBehaviour.fixture.js';

describeEngine('TensorFlow', openTensorFlow);

describe('openTensorFlow', () => {
  it('opens once, and makes TensorFlow the current backend', async () => {
    const engine = await openTensorFlow();
    expect(await openTensorFlow()).toBe(engine);
    expect(tf.getBackend()).toBe('tensorflow');
  });

  it('prints nothing, in a process where nobody has silenced TensorFlow', () => {
    const { TF_CPP_MIN_LOG_LEVEL: _, TF_ENABLE_ONEDNN_OPTS: __, ...env } = process.env;
    const script = fileURLToPath(new URL('testing/openAndTrace.fixture.mjs', import.meta.url));
    const { status, stdout, stderr } = spawnSync(process.execPath, [script], { env, encoding: 'utf8' });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});
