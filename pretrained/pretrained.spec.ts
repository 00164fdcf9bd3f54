import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { openTensorFlow } from '@bcos-bench/engine';
import { encode, loadNetwork } from '@bcos-bench/models';
import { readCheckpoint, verifyFolder } from '@bcos-bench/formats';
import { beforeAll, describe, expect, it } from 'vitest';

const here = import.meta.dirname;
const networks = readdirSync(here, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

beforeAll(() => openTensorFlow());

describe.each(networks)('%s', (name) => {
  const folder = join(here, name);
  const card = readFileSync(join(folder, 'README.md'), 'utf8');

  it('has a card of these very weights and their accuracy', () => {
    const { cleanAccuracy } = readCheckpoint(folder).model;
    const weights = createHash('sha256').update(readFileSync(join(folder, 'model.safetensors')));
    expect(card).toContain(`SHA-256 \`${weights.digest('hex')}\``);
    expect(card).toContain(`top-1 ${(100 * (cleanAccuracy?.top1.value ?? NaN)).toFixed(2)}%`);
  });

  it('has a manifest of these very files: `node pretrained/makeCards.mjs` writes it', () => {
    expect(verifyFolder(folder)).toBe(4);
  });

  it('was trained by the command on its card', () => {
    const { architecture, provenance } = readCheckpoint(folder).model;
    expect(card).toContain(`--arch ${architecture.name} `);
    expect(card).toContain(`--recipe ${String(provenance.parameters['recipe'])} `);
    expect(card).toContain(`--epochs ${String(provenance.parameters['epochs'])}`);
  });

  it('loads and tells images apart', () => {
    const { network, weights } = loadNetwork(readCheckpoint(folder), folder);
    const logits = tf.tidy(() => {
      const images = tf.randomUniform<tf.Rank.R4>([8, 32, 32, 3], 0, 1, 'float32', 0);
      return network.logits(encode(images, network.encoding), weights, 'evaluate').dataSync();
    });
    tf.dispose([...weights.values()]);
    expect(logits.every(Number.isFinite)).toBe(true);
    expect(new Set(logits).size).toBe(80);
  });
});
