import { architectureNamed, buildNetwork, networkFamilies, normKinds } from '@bcos-bench/models';
import { UsageFault } from '@bcos-bench/vocabulary';
import type { Architecture } from '@bcos-bench/formats';
import { describe, expect, it } from 'vitest';
import { guessArchitecture } from './architectureGuess.js';
import { sizeOfMismatch, type Shapes } from './mismatch.js';

function shapesOf(architecture: Architecture, classes = 10): Shapes {
  return new Map(buildNetwork(architecture, classes, null).parameters.map(({ name, shape }) => [name, shape]));
}

describe('guessArchitecture', () => {
  it.each([...networkFamilies.keys()])('knows %s by its arrays, and its classes', (name) => {
    const architecture = architectureNamed(name, {});
    const guess = guessArchitecture(shapesOf(architecture, 7), {});
    expect(sizeOfMismatch(guess.mismatch)).toBe(0);
    const alike = guess.otherNames.map((other) => architectureNamed(other, {}));
    expect([guess.architecture, ...alike]).toContainEqual(architecture);
    expect(guess.classes).toBe(7);
  });

  it.each([
    ['preact-resnet18', ['preact-resnet18-raw-shortcut']],
    ['preact-resnet18-final-norm', []],
    ['dm-wide-resnet28-10', ['dm-wide-resnet28-10-relu']],
    ['wide-resnet28-10', []],
    ['resnet18', []],
  ])('takes the first of those that have the arrays of %s, and says which others', (name, others) => {
    const guess = guessArchitecture(shapesOf(architectureNamed(name, {})), {});
    expect([guess.architecture.name, guess.otherNames]).toEqual([name, others]);
  });

  it.each([...normKinds.keys()])('knows norm %s, or says that it may be', (norm) => {
    const architecture = architectureNamed('bcos-resnet8', { norm });
    const guess = guessArchitecture(shapesOf(architecture), { name: 'bcos-resnet8' });
    expect(sizeOfMismatch(guess.mismatch)).toBe(0);
    expect([guess.architecture.norm, ...guess.otherNorms]).toContain(norm);
    expect(guessArchitecture(shapesOf(architecture), { name: 'bcos-resnet8', norm }).architecture).toEqual(
      architecture,
    );
  });

  it.each([1, 2, 3])('reads MaxOut %d off the kernels', (maxOut) => {
    const architecture = architectureNamed('bcos-resnet14', { maxOut, norm: 'bnu-linear' });
    const guess = guessArchitecture(shapesOf(architecture, 3), {});
    expect(guess.architecture).toEqual(architecture);
    expect(guess.classes).toBe(3);
    expect(guess.otherNorms).toEqual(['bn-linear']);
  });

  it('keeps to what is known', () => {
    const shapes = shapesOf(architectureNamed('bcos-resnet8', {}));
    const guess = guessArchitecture(shapes, { name: 'bcos-resnet8', b: 1.5, norm: 'inu-unaffine', classes: 10 });
    expect(guess.architecture).toEqual({ name: 'bcos-resnet8', b: 1.5, maxOut: 1, norm: 'inu-unaffine' });
    expect(sizeOfMismatch(guess.mismatch)).toBe(0);
    expect(guess.otherNorms).toEqual([]);
  });

  it('says how arrays differ from the nearest network', () => {
    const shapes = new Map(shapesOf(architectureNamed('bcos-resnet8', {})));
    shapes.delete('layer2.0.conv1.linear.weight');
    shapes.set('extra', [3]);
    const { architecture, mismatch } = guessArchitecture(shapes, {});
    expect(architecture.name).toBe('bcos-resnet8');
    expect(mismatch).toEqual({ missing: ['layer2.0.conv1.linear.weight'], unexpected: ['extra'], misshapen: [] });
    const other = guessArchitecture(shapes, { name: 'bcos-resnet14', classes: 4 });
    expect(other.mismatch.missing.length).toBeGreaterThan(1);
    expect(other.mismatch.misshapen).toEqual(['fc.linear.weight is [10, 64, 1, 1], not [4, 64, 1, 1]']);
  });

  it('refuses what the network does not take', () => {
    const shapes = shapesOf(architectureNamed('resnet8', {}));
    expect(() => guessArchitecture(shapes, { b: 2 })).toThrow(UsageFault);
    expect(() => guessArchitecture(shapes, { b: 2 })).toThrow('resnet8 has no B-cos layers');
  });
});
