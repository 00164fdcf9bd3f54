import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { CIFAR10_CLASSES } from '@bcos-bench/vocabulary';
import {
  NETWORK_RECORD,
  networkRecord,
  readCheckpoint,
  readNotes,
  type Model,
  type NamedArray,
} from '@bcos-bench/formats';
import { commandInScratch, type FlagValues } from '@bcos-bench/cli/testing/commandInScratch';
import { importStage } from './importStage.js';
import { attackerModel, prefixed, vector, weightsOf, writeFile } from './testing/importFiles.fixture.js';

const { folder, run, said, errors } = commandInScratch('import');

function runImport(out: string, flags: FlagValues): Promise<void> {
  return run(importStage, { arch: 'auto', ...flags, out: folder(out) });
}

beforeAll(() => mkdirSync(folder('files')));

const write = (
  name: string,
  arrays: ReadonlyMap<string, NamedArray>,
  texts?: ReadonlyMap<string, string>,
): Promise<string> => writeFile(folder('files'), name, arrays, texts);

/** What `bcos-export` records of a network. */
const recordOf = (changes: Partial<Model>): Map<string, string> => {
  const model: Model = {
    architecture: { name: 'resnet8', b: 1, maxOut: 1, norm: 'none' },
    classes: ['ant', 'bee', 'cow'],
    encoding: 'rgb',
    normalisation: null,
    loss: 'cross-entropy',
    provenance: { stage: 'bcos-train', dataset: null, parameters: {} },
    cleanAccuracy: null,
    ...changes,
  };
  return new Map([[NETWORK_RECORD, networkRecord(model)]]);
};

describe('bcos-import', () => {
  it.each(['bare.pt', 'bare.safetensors'])(
    'makes a checkpoint of %s: the same bytes, and where they come from',
    async (name) => {
      const weights = weightsOf('bcos-resnet8', { norm: 'bnu-linear', maxOut: 2 });
      const from = await write(name, weights);
      await runImport(`of-${name}`, { from, b: 1.5, norm: 'bnu-linear' });
      const { model, arrays } = readCheckpoint(folder(`of-${name}`));
      expect(arrays).toEqual(new Map([...weights].sort(([a], [b]) => (a < b ? -1 : 1))));
      expect(model.architecture).toEqual({ name: 'bcos-resnet8', b: 1.5, maxOut: 2, norm: 'bnu-linear' });
      expect(model).toMatchObject({
        classes: CIFAR10_CLASSES,
        encoding: 'rgb+inverse',
        normalisation: null,
        loss: 'bce',
      });
      expect(model.provenance.stage).toBe('bcos-import');
      expect(model.provenance.parameters).toMatchObject({
        file: name,
        sha256: createHash('sha256').update(readFileSync(from)).digest('hex'),
        layouts: [],
        dtypes: ['float32'],
        exponentFrom: 'flag',
      });
      expect(said()).toContain('bcos-resnet8, b 1.5, max-out 2, norm bnu-linear: 37 arrays');
      expect(errors()).toBe('');
      const files = [
        'manifest.json',
        'manifest.sha256',
        'model.json',
        'model.safetensors',
        'notes.json',
        'timing.json',
      ];
      expect(readdirSync(folder(`of-${name}`)).sort()).toEqual(files);
      const classes = CIFAR10_CLASSES.join(', ');
      expect(readNotes(folder(`of-${name}`))).toEqual([`classes are called ${classes}; --classes says otherwise`]);
    },
  );

  it('reads a file of the robustness package: its normaliser, and each array once', async () => {
    const weights = weightsOf('resnet8');
    const counted = new Map([...weights, ['bn1.num_batches_tracked', vector(3)]]);
    await runImport('robustness', { from: await write('robustness.pt', attackerModel(counted)) });
    const { model, arrays } = readCheckpoint(folder('robustness'));
    expect([...arrays.keys()]).toEqual([...weights.keys()].sort());
    expect(model).toMatchObject({ encoding: 'rgb', loss: 'cross-entropy' });
    expect(model.architecture).toEqual({ name: 'resnet8', b: 1, maxOut: 1, norm: 'none' });
    expect(model.normalisation).toEqual({ mean: [0.5, 0.25, 0.125], std: [0.25, 0.5, 1] });
    expect(model.normalisationOrigin).toEqual({ from: 'file', detail: 'normalizer.new_mean, normalizer.new_std' });
    expect(model.provenance.parameters).toMatchObject({
      layouts: ['data-parallel', 'robustness'],
      leftOut: { counters: 1, copies: counted.size + 2 },
    });
    expect(said()).toContain(`left out: 1 counters of batches; ${counted.size + 2} second copies`);
  });

  it('reads the averaged weights of a Lightning checkpoint with --ema, and says that they are there without', async () => {
    const trained = weightsOf('bcos-resnet8');
    const averaged = new Map(
      [...trained].map(([name, { shape, data }]) => [name, { shape, data: data.map((x) => x / 2) }]),
    );
    const both = new Map([
      ...prefixed('model.', trained),
      ...prefixed('ema.module.', averaged),
      ['ema.n_averaged', vector(7)],
    ]);
    const from = await write('lightning.ckpt', both);
    await runImport('trained', { from });
    expect(readCheckpoint(folder('trained')).arrays.get('conv1.linear.weight')).toEqual(
      trained.get('conv1.linear.weight'),
    );
    expect(said()).toContain('the file also holds averaged weights (lightning-average): --ema takes them');
    await runImport('averaged', { from, ema: 'true' });
    expect(readCheckpoint(folder('averaged')).arrays.get('fc.linear.weight')).toEqual(averaged.get('fc.linear.weight'));
  });

  it('says what it guessed', async () => {
    await runImport('guessed', {
      from: await write('guessed.pt', weightsOf('bcos-resnet8', { norm: 'bn-linear' }, 3)),
    });
    expect(said()).toContain('b cannot be seen in weights: 2 is taken; --b says otherwise');
    expect(said()).toContain('norm bnu-linear is a guess: the same arrays are those of bn-linear; --norm says which');
    expect(said()).toContain('classes are called 0, 1, 2; --classes says otherwise');
    expect(readCheckpoint(folder('guessed')).model.classes).toEqual(['0', '1', '2']);
  });

  it('says nothing of what flags say', async () => {
    const from = await write('said.pt', weightsOf('bcos-resnet8', {}, 3));
    await runImport('said', { from, arch: 'bcos-resnet8', b: 2, norm: 'none', classes: 'ant,bee,cow' });
    expect(said()).toBe(
      'bcos-resnet8, b 2, max-out 1, norm none: 10 arrays, 77344 numbers, 3 classes\n' +
        'normaliser: none: a B-cos network takes images in [0,1] with their inverses\n',
    );
    expect(readCheckpoint(folder('said')).model.classes).toEqual(['ant', 'bee', 'cow']);
  });

  it('gives an RGB network the normaliser that a flag says, where the file has none', async () => {
    const from = await write('none.pt', weightsOf('resnet8'));
    await runImport('flagged', { from, normalise: 'imagenet' });
    expect(said()).toContain('normaliser: mean 0.485, 0.456, 0.406, std 0.229, 0.224, 0.225 (by --normalise imagenet)');
    expect(readCheckpoint(folder('flagged')).model).toMatchObject({
      normalisation: { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
      normalisationOrigin: { from: 'flag', detail: '--normalise imagenet' },
    });
    await runImport('numbers', { from, mean: '0.5 0.5 0.5', std: '0.25,0.25,0.25' });
    expect(readCheckpoint(folder('numbers')).model.normalisation?.std).toEqual([0.25, 0.25, 0.25]);
    expect(errors()).toBe('');
  });

  it.each(['again.pt', 'again.safetensors'])(
    'makes of %s, which bcos-export made, the network that it was',
    async (name) => {
      const normalisation = { mean: [0.1 + 0.2, 1 / 3, 0], std: [0.25, 0.125, 1] };
      const texts = recordOf({ normalisation });
      await runImport(`of-${name}`, { from: await write(name, weightsOf('resnet8', {}, 3), texts) });
      expect(readCheckpoint(folder(`of-${name}`)).model).toMatchObject({
        classes: ['ant', 'bee', 'cow'],
        normalisation,
        normalisationOrigin: { from: 'file', detail: 'record of bcos-export' },
      });
      expect(said()).not.toContain('--classes');
    },
  );

  it.each(['wrapped.pt', 'wrapped.safetensors'])(
    'reads %s, which bcos-export --wrapped made: buffers in float32 and the record in float64 are one normaliser',
    async (name) => {
      const normalisation = { mean: [0.1 + 0.2, 1 / 3, 0], std: [0.25, 0.1, 1] };
      const buffer = (numbers: readonly number[]): NamedArray => ({
        shape: [1, 3, 1, 1],
        data: Float32Array.from(numbers),
      });
      const inner = weightsOf('resnet8', {}, 3);
      const weights = new Map([
        ['normalize.mean', buffer(normalisation.mean)],
        ['normalize.std', buffer(normalisation.std)],
        ...[...inner].map(([own, array]): [string, NamedArray] => [`model.${own}`, array]),
      ]);
      await runImport(`of-${name}`, { from: await write(name, weights, recordOf({ normalisation })) });
      expect(errors()).toBe('');
      const { model, arrays } = readCheckpoint(folder(`of-${name}`));
      expect(model.normalisation).toEqual(normalisation);
      expect(arrays).toEqual(inner);
      await runImport(`bare-${name}`, { from: await write(name, weights) });
      expect(readCheckpoint(folder(`bare-${name}`)).model.normalisation).toEqual({
        mean: normalisation.mean.map(Math.fround),
        std: normalisation.std.map(Math.fround),
      });
    },
  );

  it('keeps the defence that bcos-export recorded', async () => {
    const defence = { name: 'rounding', strength: 8 };
    const architecture = { name: 'resnet8', b: 1, maxOut: 1, norm: 'none', defence };
    await runImport('defended', {
      from: await write('defended.pt', weightsOf('resnet8', {}, 3), recordOf({ architecture })),
    });
    expect(readCheckpoint(folder('defended')).model.architecture).toEqual(architecture);
    expect(said()).toContain('resnet8, defence rounding 8');
  });

  it("knows a B-cos network's exponent and norm from the record", async () => {
    const architecture = { name: 'bcos-resnet8', b: 1.5, maxOut: 1, norm: 'bn-linear' };
    const weights = weightsOf('bcos-resnet8', { norm: 'bn-linear' }, 3);
    const from = await write('bcos.pt', weights, recordOf({ architecture }));
    await runImport('recorded', { from });
    expect(readCheckpoint(folder('recorded')).model.architecture).toEqual(architecture);
    expect(said()).not.toContain('guess');
  });

  it('takes of the record of another network nothing but the normaliser', async () => {
    const from = await write('other.pt', weightsOf('resnet14'), recordOf({}));
    await runImport('other', { from });
    expect(readCheckpoint(folder('other')).model).toMatchObject({ classes: CIFAR10_CLASSES, normalisation: null });
  });

  it("never takes the robustness package's for a ResNet of its shape whose file holds none", async () => {
    await runImport('plain', { from: await write('plain.pt', weightsOf('resnet18')), normalise: 'none' });
    expect(readCheckpoint(folder('plain')).model.normalisation).toBeNull();
  });

  it('writes the same bytes wherever the file lies', async () => {
    const from = await write('same.pt', weightsOf('resnet8'));
    mkdirSync(folder('elsewhere'));
    cpSync(from, join(folder('elsewhere'), 'same.pt'));
    await runImport('here', { from, normalise: 'none' });
    await runImport('there', { from: join(folder('elsewhere'), 'same.pt'), normalise: 'none' });
    for (const file of ['model.json', 'model.safetensors']) {
      expect(readFileSync(join(folder('there'), file)).equals(readFileSync(join(folder('here'), file)))).toBe(true);
    }
  });
});

describe('bcos-import of one network of several', () => {
  const half = (arrays: ReadonlyMap<string, NamedArray>): Map<string, NamedArray> =>
    new Map([...arrays].map(([name, { shape, data }]) => [name, { shape, data: data.map((x) => x / 2) }]));

  it('names the prefixes under which networks are, and takes the one that is given', async () => {
    const weights = weightsOf('bcos-resnet8');
    const counted = new Map([...weights, ['layer1.total_ops', vector(0)], ['total_params', vector(0)]]);
    const from = await write(
      'two.pt',
      new Map([...prefixed('student.', counted), ...prefixed('teacher.', half(weights))]),
    );
    await runImport('unasked', { from });
    expect(errors()).toContain(
      'two.pt: holds arrays under student. of bcos-resnet8, under teacher. of bcos-resnet8; say which: --prefix student. or --prefix teacher.',
    );
    await runImport('student', { from, prefix: 'student' });
    expect(readCheckpoint(folder('student')).arrays).toEqual(
      new Map([...weights].sort(([a], [b]) => (a < b ? -1 : 1))),
    );
    expect(readCheckpoint(folder('student')).model.provenance.parameters).toMatchObject({
      layouts: ['student.'],
      leftOut: { counters: 2 },
    });
    await runImport('nobody', { from, prefix: 'nobody.' });
    expect(errors()).toContain(
      "no array's name begins with nobody.; give another --prefix; names begin with student. (12), teacher. (10)",
    );
  });

  it('says which file is a part of a sharded checkpoint, and of what network no name is', async () => {
    const [first, second] = [...weightsOf('bcos-resnet8')];
    if (first === undefined || second === undefined) throw new Error('no arrays');
    await runImport('part', { from: await write('model-00001-of-00003.safetensors', new Map([first, second])) });
    expect(errors()).toContain('is part 1 of 3 of a sharded checkpoint');
    await runImport('foreign', { from: await write('foreign.pt', new Map([['h.0.attn.weight', vector(1)]])), b: 2 });
    expect(errors()).toContain(
      'is of no network that is known here: none of its 1 arrays (h.0.attn.weight) has a name of one',
    );
    expect(process.exitCode).toBe(1);
  });
});

describe('bcos-import with wrong input', () => {
  const spoilt = (name: string, value: number): Map<string, NamedArray> => {
    const arrays = weightsOf('bcos-resnet8');
    arrays.get(name)?.data.set([value], 5);
    return arrays;
  };
  const mixed = (): Map<string, NamedArray> => {
    const arrays = weightsOf('bcos-resnet8');
    arrays.delete('layer1.0.conv1.linear.weight');
    arrays.delete('layer1.0.conv2.linear.weight');
    return arrays
      .set('head.weight', vector(1))
      .set('fc.linear.weight', { shape: [10, 64, 3, 1], data: new Float32Array(1920) });
  };

  it.each([
    {
      wrong: 'arrays that are missing, unexpected and misshapen',
      arrays: mixed,
      flags: {},
      code: 1,
      says:
        'is not of bcos-resnet8 (norm none, max-out 1), the nearest that was looked for: 2 missing (layer1.0.conv1.linear.weight, ' +
        'layer1.0.conv2.linear.weight); 1 unexpected (head.weight); 1 misshapen (fc.linear.weight is [10, 64, 3, 1], not [10, 64, 1, 1]); ' +
        'give the architecture',
    },
    {
      wrong: 'another architecture than asked for',
      arrays: () => weightsOf('bcos-resnet8'),
      flags: { arch: 'bcos-resnet14' },
      code: 1,
      says: 'is not of bcos-resnet14 (norm none, max-out 1), the nearest that was looked for: 6 missing (layer1.1.conv1.linear.weight',
    },
    {
      wrong: 'NaN',
      arrays: () => spoilt('layer2.0.conv1.linear.weight', NaN),
      flags: {},
      code: 1,
      says: 'layer2.0.conv1.linear.weight has NaN at place 5',
    },
    {
      wrong: 'infinity',
      arrays: () => spoilt('fc.linear.weight', -Infinity),
      flags: {},
      code: 1,
      says: 'fc.linear.weight has -Infinity at place 5',
    },
    {
      wrong: 'a network that averages nothing',
      arrays: () => weightsOf('resnet8'),
      flags: { ema: 'true' },
      code: 1,
      says: 'holds no averaged weights; leave out --ema',
    },
    {
      wrong: 'b for an ordinary network',
      arrays: () => weightsOf('resnet8'),
      flags: { b: 2 },
      code: 2,
      says: 'resnet8 has no B-cos layers',
    },
    {
      wrong: 'an RGB network without a normaliser',
      arrays: () => weightsOf('resnet8'),
      flags: {},
      code: 2,
      says: 'refused.pt: the file holds no normaliser, and resnet8 gives wrong predictions with another than it was trained with; say which: --normalise none',
    },
    {
      wrong: 'another normaliser than the file holds',
      arrays: () => attackerModel(weightsOf('resnet8')),
      flags: { normalise: 'cifar10' },
      code: 2,
      says: 'holds in normalizer.new_mean, normalizer.new_std: mean 0.5, 0.25, 0.125, std 0.25, 0.5, 1; leave this flag out',
    },
    {
      wrong: 'a mean of two numbers',
      arrays: () => weightsOf('resnet8'),
      flags: { mean: '0.5 0.5', std: '1 1 1' },
      code: 2,
      says: '--mean: 2 numbers are given (0.5, 0.5), and an RGB image has 3 channels',
    },
    {
      wrong: 'a normaliser of a B-cos network',
      arrays: () => weightsOf('bcos-resnet8'),
      flags: { normalise: 'cifar10' },
      code: 2,
      says: '--normalise: bcos-resnet8 takes images in [0,1] with their inverses (rgb+inverse) and has no normaliser',
    },
    {
      wrong: 'another logit bias',
      arrays: () => weightsOf('bcos-resnet8').set('logit_layer.logit_bias', vector(-2)),
      flags: {},
      code: 1,
      says: 'records a logit bias of -2',
    },
    {
      wrong: 'one class',
      arrays: () => weightsOf('resnet8'),
      flags: { classes: 'cat' },
      code: 2,
      says: "--classes: 'cat' names no classes",
    },
    {
      wrong: 'another number of classes',
      arrays: () => weightsOf('resnet8'),
      flags: { classes: 'cat,dog' },
      code: 1,
      says: '2 misshapen (linear.weight is [10, 64], not [2, 64], linear.bias is [10], not [2])',
    },
  ])('refuses $wrong in one line and writes nothing', async ({ arrays, flags, code, says }) => {
    await runImport('refused', { from: await write('refused.pt', arrays()), ...flags });
    expect(process.exitCode).toBe(code);
    expect(errors()).toContain(says);
    expect(errors().trim()).not.toContain('\n');
    expect(readdirSync(folder('.')).filter((name) => name.includes('refused'))).toEqual([]);
  });

  it('refuses a file that is not there', async () => {
    await runImport('refused', { from: '/nowhere.pt' });
    expect(errors()).toContain('/nowhere.pt: is not there; get the file and put it into weights/');
    expect(process.exitCode).toBe(1);
  });
});
