import { describe, expect, it } from 'vitest';
import { Fault, UsageFault } from '@bcos-bench/vocabulary';
import { chooseNormaliser, type ChosenNormaliser, type NormaliserEvidence } from './chooseNormaliser.js';
import type { AskedNormaliser } from './normaliserFlags.js';
import type { FileStatement } from './statedNormaliser.js';

const cifar = { mean: [0.4914, 0.4822, 0.4465], std: [0.247, 0.2435, 0.2616] };
const inFile: FileStatement = { kind: 'stated', normaliser: { constants: cifar, detail: 'norm.mean, norm.std' } };
const unclear: FileStatement = { kind: 'unclear', what: 'it holds two normalisers' };
const byFlag = (constants: AskedNormaliser['constants']): AskedNormaliser => ({
  constants,
  origin: { from: 'flag', detail: '--mean --std' },
  flag: '--mean',
});

const rgb: NormaliserEvidence = {
  architecture: 'resnet20',
  encoding: 'rgb',
  asked: null,
  file: { kind: 'silent' },
  suspects: [],
  where: 'weights.pt',
};
const choose = (evidence: Partial<NormaliserEvidence>): ChosenNormaliser => chooseNormaliser({ ...rgb, ...evidence });

describe('chooseNormaliser of an RGB network', () => {
  it("takes the file's, also where a flag says the same with four digits", () => {
    const ofFile = { constants: cifar, origin: { from: 'file', detail: 'norm.mean, norm.std' } };
    expect(choose({ file: inFile })).toEqual(ofFile);
    expect(choose({ file: inFile, asked: byFlag({ ...cifar, mean: [0.49136, 0.48216, 0.44653] }) })).toEqual(ofFile);
  });

  it('takes that of a flag where the file holds none, or none that is clear', () => {
    const ofFlag = { constants: cifar, origin: { from: 'flag', detail: '--mean --std' } };
    expect(choose({ asked: byFlag(cifar) })).toEqual(ofFlag);
    expect(choose({ asked: byFlag(cifar), file: unclear })).toEqual(ofFlag);
    expect(choose({ asked: byFlag({ mean: [0, 0, 0], std: [1, 1, 1] }) }).constants).toBeNull();
  });

  it('takes none of its own: it is refused in one line that lists the usual ones', () => {
    const refused = (): ChosenNormaliser => choose({ suspects: ['loss.mean (0.5, 0.5, 0.5)', 'loss.std (1, 1, 1)'] });
    expect(refused).toThrow(UsageFault);
    expect(refused).toThrow(
      'weights.pt: the file holds no normaliser; loss.mean (0.5, 0.5, 0.5) and loss.std (1, 1, 1) may be it, and resnet20 gives wrong ' +
        'predictions with another than it was trained with; say which: --normalise none (images in [0,1] as they are), ' +
        'cifar10 (mean 0.4914, 0.4822, 0.4465, std 0.247, 0.2435, 0.2616), ' +
        'pytorch-cifar (mean 0.4914, 0.4822, 0.4465, std 0.2023, 0.1994, 0.201), ' +
        'imagenet (mean 0.485, 0.456, 0.406, std 0.229, 0.224, 0.225), half (mean 0.5, 0.5, 0.5, std 0.5, 0.5, 0.5), ' +
        'data (of --data DIR), or --mean R G B --std R G B',
    );
    expect(() => choose({ file: unclear })).toThrow('weights.pt: it holds two normalisers, and resnet20 gives');
  });

  it('refuses a flag that says another than the file', () => {
    const contradicted = (): ChosenNormaliser => choose({ file: inFile, asked: byFlag(null) });
    expect(contradicted).toThrow(UsageFault);
    expect(contradicted).toThrow(
      '--mean: none is not the normaliser that weights.pt holds in norm.mean, norm.std: mean 0.4914, 0.4822, 0.4465, std 0.247, ' +
        '0.2435, 0.2616; leave this flag out',
    );
  });
});

describe('chooseNormaliser of a B-cos network', () => {
  const bcos = { architecture: 'bcos-resnet8', encoding: 'rgb+inverse' } as const;

  it('needs none', () => {
    const none = { constants: null, origin: { from: 'architecture', detail: 'bcos-resnet8' } };
    expect(choose(bcos)).toEqual(none);
    expect(choose({ ...bcos, asked: byFlag(null) })).toEqual(none);
  });

  it('refuses a flag that gives it one', () => {
    expect(() => choose({ ...bcos, asked: byFlag(cifar) })).toThrow(UsageFault);
    expect(() => choose({ ...bcos, asked: byFlag(cifar) })).toThrow(
      '--mean: bcos-resnet8 takes images in [0,1] with their inverses (rgb+inverse) and has no normaliser; leave this flag out',
    );
  });

  it('keeps one of six channels that the file holds, and refuses another', () => {
    const six = { mean: [...cifar.mean, ...cifar.mean], std: [...cifar.std, ...cifar.std] };
    const file: FileStatement = { kind: 'stated', normaliser: { constants: six, detail: 'norm.mean, norm.std' } };
    expect(choose({ ...bcos, file }).constants).toEqual(six);
    expect(() => choose({ ...bcos, file: unclear })).toThrow(Fault);
    expect(() => choose({ ...bcos, file: unclear })).toThrow(
      'weights.pt: it holds two normalisers, and bcos-resnet8 takes',
    );
  });
});
