import { Fault } from '@bcos-bench/vocabulary';
import type { TensorReference } from '@bcos-bench/torch-file';
import { describe, expect, it } from 'vitest';
import { layouts } from './layouts/layouts.js';
import { tensorOf, memoryFile } from './testing/memoryFile.fixture.js';
import { unwrap, type Unwrapped } from './unwrap.js';
import type { WeightChoice } from './weightChoice.js';

/** Arrays that are the whole storage of their own name, or of another where it is given. */
function named(...names: readonly (string | readonly [string, string])[]): Map<string, TensorReference> {
  return new Map(
    names.map((entry) => {
      const [name, storage] = typeof entry === 'string' ? [entry, entry] : entry;
      return [name, tensorOf(storage, [3])];
    }),
  );
}

function unwrapped(
  arrays: ReadonlyMap<string, TensorReference>,
  choice: WeightChoice = 'trained',
  storages: Readonly<Record<string, readonly number[]>> = {},
): Unwrapped {
  return unwrap(memoryFile(null, storages), arrays, layouts[choice]);
}

const layoutsOf = (found: Unwrapped): string[] => found.layouts.map(({ name }) => name);
const normalisersOf = ({ normalisers }: Unwrapped): string[][] =>
  normalisers.map((level) => level.map(({ names }) => names.join(', ')));
const namesOf = (found: Unwrapped): string[] => [...found.arrays.keys()];

describe('unwrap', () => {
  it('leaves bare names as they are', () => {
    const found = unwrapped(named('conv1.weight', 'layer1.0.conv1.weight'));
    expect(namesOf(found)).toEqual(['conv1.weight', 'layer1.0.conv1.weight']);
    expect(layoutsOf(found)).toEqual([]);
  });

  it.each([
    ['module.', ['data-parallel']],
    ['_orig_mod.', ['compiled']],
    ['model.', ['lightning']],
    ['module.model.', ['data-parallel', 'lightning']],
    ['module._orig_mod.model.', ['data-parallel', 'compiled', 'lightning']],
    ['_fsdp_wrapped_module.', ['fsdp']],
    ['_forward_module.model.', ['forward-module', 'lightning']],
    ['net.', ['net']],
    ['backbone.', ['backbone']],
    ['model.network._orig_mod.', ['compiled', 'lightning', 'network']],
  ])('takes off %s', (prefix, taken) => {
    const found = unwrapped(named(`${prefix}conv1.weight`, `${prefix}fc.weight`));
    expect(namesOf(found)).toEqual(['conv1.weight', 'fc.weight']);
    expect(layoutsOf(found)).toEqual(taken);
  });

  it('takes the network of a Lightning module, and lists what stands beside it', () => {
    const found = unwrapped(
      named('model.conv1.weight', 'ema.module.conv1.weight', 'ema.n_averaged', 'criterion.weight'),
    );
    expect([...found.arrays.values()].map(({ storage }) => storage.key)).toEqual(['model.conv1.weight']);
    expect(found.beside).toEqual(['ema.module.conv1.weight', 'ema.n_averaged', 'criterion.weight']);
  });

  it('takes wrappers off that stand around modules within the network', () => {
    const found = unwrapped(
      named('conv1.weight', 'layer1._orig_mod.0.conv1.weight', 'layer1._orig_mod.0._orig_mod.bn.bias'),
    );
    expect(namesOf(found)).toEqual(['conv1.weight', 'layer1.0.conv1.weight', 'layer1.0.bn.bias']);
    expect(layoutsOf(found)).toEqual(['compiled']);
  });

  it('refuses to choose between two networks of the same names, unless they are one', () => {
    expect(() => unwrapped(named('net.conv1.weight', 'backbone.conv1.weight'))).toThrow(
      'weights.pt: holds two networks of the same names, under net. and backbone.; say which: --prefix net. or --prefix backbone.',
    );
    const twice = unwrapped(named('net.conv1.weight', ['backbone.conv1.weight', 'net.conv1.weight']));
    expect(layoutsOf(twice)).toEqual(['net']);
  });

  it.each(['ema_model', 'model_ema.module', 'ema_net'])(
    'takes the average under %s where it is asked for',
    (average) => {
      const arrays = named('model.conv1.weight', 'model.fc.weight', `${average}.conv1.weight`, `${average}.fc.weight`);
      expect([...unwrapped(arrays, 'averaged').arrays.values()].map(({ storage }) => storage.key)).toEqual([
        `${average}.conv1.weight`,
        `${average}.fc.weight`,
      ]);
      expect([...unwrapped(arrays).arrays.values()].map(({ storage }) => storage.key)).toEqual([
        'model.conv1.weight',
        'model.fc.weight',
      ]);
    },
  );

  it('takes its moving average where it is asked for', () => {
    const found = unwrapped(
      named('model.conv1.weight', 'ema.module.conv1.weight', 'ema.module.fc.weight', 'ema.n_averaged'),
      'averaged',
    );
    expect([...found.arrays.values()].map(({ storage }) => storage.key)).toEqual([
      'ema.module.conv1.weight',
      'ema.module.fc.weight',
    ]);
    expect(layoutsOf(found)).toEqual(['lightning-average']);
  });

  it("takes PyTorch's own averaged model", () => {
    const found = unwrapped(named('n_averaged', 'module.conv1.weight'));
    expect(namesOf(found)).toEqual(['conv1.weight']);
    expect(found.beside).toEqual(['n_averaged']);
  });

  const attacked = [
    'module.normalizer.new_mean',
    'module.normalizer.new_std',
    'module.model.conv1.weight',
    ['module.attacker.normalize.new_mean', 'module.normalizer.new_mean'],
    ['module.attacker.normalize.new_std', 'module.normalizer.new_std'],
    ['module.attacker.model.conv1.weight', 'module.model.conv1.weight'],
  ] as const;

  it('takes the network and the normaliser of the robustness package, and drops what is saved twice', () => {
    const found = unwrapped(named(...attacked));
    expect(namesOf(found)).toEqual(['conv1.weight']);
    expect(layoutsOf(found)).toEqual(['data-parallel', 'robustness']);
    expect(normalisersOf(found)).toEqual([['normalizer.new_mean, normalizer.new_std']]);
    expect(found.copies).toHaveLength(3);
    expect(found.beside).toEqual([]);
  });

  it.each([
    [['normalize.mean', 'normalize.std'], 'model.', ['lightning'], [['normalize.mean, normalize.std']]],
    [
      ['module.normalizer.mean', 'module.normalizer.std'],
      'module.model.',
      ['data-parallel', 'lightning'],
      [['normalizer.mean, normalizer.std']],
    ],
    [['0.mean', '0.std'], '1.', ['sequential'], [['0.mean, 0.std']]],
    [['model.0.mean', 'model.0.std'], 'model.1.', ['lightning', 'sequential'], [['0.mean, 0.std']]],
    [['_orig_mod.mu', '_orig_mod.sigma'], '_orig_mod.', ['compiled'], [['mu, sigma']]],
    [
      ['norm.means', 'norm.sds', 'model.mu', 'model.sigma'],
      'model.',
      ['lightning'],
      [['norm.means, norm.sds'], ['mu, sigma']],
    ],
  ])('takes the normaliser %j off beside %s', (buffers, prefix, taken, normalisers) => {
    const found = unwrapped(named(...buffers, `${prefix}conv1.weight`, `${prefix}fc.weight`));
    expect(namesOf(found)).toEqual(['conv1.weight', 'fc.weight']);
    expect(layoutsOf(found)).toEqual(taken);
    expect(normalisersOf(found)).toEqual(normalisers);
    expect(found.beside).toEqual([]);
  });

  it('takes the normaliser of a loss for none of the network', () => {
    const found = unwrapped(named('criterion.mean', 'criterion.std', 'model.conv1.weight'));
    expect(found.normalisers).toEqual([]);
    expect(found.beside).toEqual(['criterion.mean', 'criterion.std']);
  });

  const copied = [...attacked.slice(0, 5), 'module.attacker.model.conv1.weight'] as const;

  it('takes a copy with a storage of its own where it has the same numbers', () => {
    const storages = { 'module.model.conv1.weight': [1, NaN, 3], 'module.attacker.model.conv1.weight': [1, NaN, 3] };
    expect(namesOf(unwrapped(named(...copied), 'trained', storages))).toEqual(['conv1.weight']);
  });

  it('refuses one that differs, and one whose original is not there', () => {
    const storages = { 'module.model.conv1.weight': [1, 2, 3], 'module.attacker.model.conv1.weight': [1, 2, 4] };
    expect(() => unwrapped(named(...copied), 'trained', storages)).toThrow(Fault);
    expect(() => unwrapped(named(...copied), 'trained', storages)).toThrow(
      'weights.pt: attacker.model.conv1.weight and model.conv1.weight should be equal and are not',
    );
    expect(() => unwrapped(named(...attacked, 'module.attacker.model.fc.weight'))).toThrow('attacker.model.fc.weight');
  });
});
