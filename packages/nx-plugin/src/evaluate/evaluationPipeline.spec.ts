import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { pipelineNodes, readPipeline } from '@bcos-bench/pipeline';
import { nameOf } from './evaluatedNetwork.js';
import { evaluationPipeline, WRITTEN_BY, type Evaluation } from './evaluationPipeline.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evaluation-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const evaluation: Evaluation = {
  name: 'evaluate-mine',
  network: 'mine',
  data: { dataset: 'prepared', train: 1, test: 256 },
  source: {
    import: { from: 'mine.pt', arch: 'auto', mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25], classes: 'a, b' },
  },
  attack: { norm: 'linf', eps: '8/255', threat: 'pixel', attack: 'autoattack', steps: 100 },
  allowLargeEps: false,
  limit: 100,
  explain: 4,
};

function read(changes: Partial<Evaluation> = {}): ReturnType<typeof readPipeline> {
  const file = join(folder, 'evaluate-mine.yaml');
  writeFileSync(file, evaluationPipeline({ ...evaluation, ...changes }));
  return readPipeline(file);
}

it('is a pipeline with a check, an attack, explanations and a report', () => {
  const spec = read();
  expect(pipelineNodes('evaluate-mine', spec).map(({ name }) => name)).toEqual([
    'data',
    'import-mine',
    'attack-mine-linf-8_255-100-pixel-attack-autoattack',
    'explain-mine-linf-8_255-100-pixel-attack-autoattack',
    'check-mine',
    'report',
  ]);
  expect(spec.report.tables.map(({ title }) => title)).toEqual(['Accuracy under AutoAttack, l-inf on pixels']);
  expect(spec.title).toBe('Robustness of mine on prepared');
});

it('takes a checkpoint of the workspace, large radii, and no explanations', () => {
  const attack = { ...evaluation.attack, eps: '8' };
  const spec = read({ source: { checkpoint: 'pretrained/resnet20' }, attack, allowLargeEps: true, explain: 0 });
  expect(spec.networks['mine']?.checkpoint).toBe('pretrained/resnet20');
  expect([spec.explanations, spec.attacks[0]?.keep]).toEqual([[], 0]);
});

it('says who has written it', () => {
  expect(evaluationPipeline(evaluation).startsWith(WRITTEN_BY)).toBe(true);
});

it.each([
  ['ResNet18_CIFAR10 (best)', 'resnet18-cifar10-best'],
  ['epoch=99-val.acc=0.9', 'epoch-99-val.acc-0.9'],
  ['..', 'network'],
  ['a.-b', 'a.b'],
])('makes a name of %j', (text, name) => {
  expect(nameOf(text)).toBe(name);
});
