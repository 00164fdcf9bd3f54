import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTensorFlow, type Engine } from '@bcos-bench/engine';
import { hashOf } from '@bcos-bench/formats';
import { at } from '@bcos-bench/vocabulary';
import { readState, saveState } from './stateFolder.js';
import { firstPosition, smallNetwork, smallPlan, trained, unwatched } from './testing/smallTraining.fixture.js';
import type { TrainingPosition } from './training.js';
import { disposeState, flattenState } from './trainingState.js';

let engine: Engine;
let folder: string;
beforeAll(async () => {
  engine = await openTensorFlow();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bcos-state-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const network = smallNetwork('bcos-resnet8');
const plan = smallPlan(network, { epochs: 2, emaDecay: 0.9, emaEvery: 3 });

describe('a saved state', () => {
  it('is what was saved, to the bit', () => {
    const position = firstPosition(network, plan);
    expect(saveState(folder, 'key', { position, seconds: 2.5 })).toBe(true);
    const saved = readState(folder, 'key');
    expect(saved?.seconds).toBe(2.5);
    expect(saved?.position.progress).toEqual(position.progress);
    const values = ({ state }: TrainingPosition): unknown =>
      Object.entries(flattenState(state))
        .map(([name, tensor]) => [name, tensor.shape, tensor.dataSync()])
        .sort();
    expect(saved && values(saved.position)).toEqual(values(position));
    for (const { state } of [position, saved?.position ?? position]) disposeState(state);
  });

  it('of another training is not taken up', () => {
    const position = firstPosition(network, plan);
    saveState(folder, hashOf({ plan }), { position, seconds: 0 });
    expect(readState(folder, hashOf({ plan: smallPlan(network, { epochs: 3 }) }))).toBeNull();
    disposeState(position.state);
  });

  it('is one of two files, whatever was there before', () => {
    const position = firstPosition(network, plan);
    saveState(folder, 'key', { position, seconds: 0 });
    saveState(folder, 'key', { position: { ...position, progress: { ...position.progress, step: 3 } }, seconds: 0 });
    expect(readdirSync(folder).sort()).toEqual(['state.json', 'tensors-0-3.safetensors']);
    disposeState(position.state);
  });

  it('is none where nothing was saved, or half a file', () => {
    expect(readState(folder, 'key')).toBeNull();
    writeFileSync(join(folder, 'state.json'), '{"key": "k');
    expect(readState(folder, 'key')).toBeNull();
  });

  it('is none where a byte of it is not as it was saved', () => {
    const position = firstPosition(network, plan);
    const save = (): boolean => saveState(folder, 'key', { position, seconds: 1 });
    save();
    for (const name of readdirSync(folder)) {
      const whole = readFileSync(join(folder, name));
      for (let place = 3; place < whole.length; place += Math.ceil(whole.length / 40)) {
        const flipped = Buffer.from(whole);
        flipped[place] = at(whole, place) ^ 1;
        writeFileSync(join(folder, name), flipped);
        expect(readState(folder, 'key')).toBeNull();
      }
      writeFileSync(join(folder, name), whole);
    }
    const saved = readState(folder, 'key');
    expect(saved?.seconds).toBe(1);
    for (const { state } of [position, saved?.position ?? position]) disposeState(state);
  });

  it('never has numbers that are not finite', () => {
    const position = firstPosition(network, plan);
    const spoilt = new Map([...position.state, [at([...position.state.keys()], 0), new Map([['w', tf.scalar(NaN)]])]]);
    expect(saveState(folder, 'key', { position: { ...position, state: spoilt }, seconds: 0 })).toBe(false);
    expect(existsSync(join(folder, 'state.json'))).toBe(false);
    disposeState(position.state);
    disposeState(spoilt);
  });
});

describe('a training that goes on from a saved state', () => {
  it.each([1, 7, 8, 11])('after %d steps ends with the bytes of one that was never stopped', async (steps) => {
    const whole = await trained(engine, network, plan);
    let seen = 0;
    const stopped = trained(engine, network, plan, firstPosition(network, plan), {
      ...unwatched,
      onStep: () => {
        seen += 1;
      },
      between: (position) => {
        if (seen === steps) saveState(folder, 'key', { position, seconds: 0 });
        return seen > steps ? Promise.reject(new Error('killed')) : Promise.resolve();
      },
    });
    await expect(stopped).rejects.toThrow('killed');
    const saved = readState(folder, 'key');
    if (saved === null) throw new Error('nothing was saved');
    expect(await trained(engine, network, plan, saved.position)).toEqual(whole);
  });
});
