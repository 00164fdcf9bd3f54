import { beforeAll, describe, expect, it } from 'vitest';
import { proportion } from '@bcos-bench/vocabulary';
import type { PipelineResults } from '../results/pipelineResults.js';
import { csvTable } from '../table/csvTable.js';
import { robustnessTable } from '../table/robustnessTable.js';
import { readSmallPipeline, writeSmallPipeline } from '../testing/smallPipeline.fixture.js';
import { temporaryFolder } from '../testing/temporaryFolder.fixture.js';
import { findingOf } from './finding.js';
import { mainSetting, settingWords } from './setting.js';

const folder = temporaryFolder();
let results: PipelineResults;
beforeAll(async () => {
  results = await readSmallPipeline(await writeSmallPipeline(folder));
});
const found = (changed: Partial<PipelineResults> = {}) => {
  const all = { ...results, ...changed };
  return findingOf(
    all,
    all.spec.report.tables.map((spec) => robustnessTable(spec, all)),
  );
};
const without = (isLeftOut: (node: string) => boolean): Partial<PipelineResults> => ({
  attacks: new Map(
    [...results.attacks].map(([node, attack]) => [node, isLeftOut(node) ? { ...attack, outcome: null } : attack]),
  ),
});

describe('what a pipeline has found', () => {
  it('is where most networks were attacked, after the worst attack for each image', () => {
    const { board } = found() ?? {};
    expect(board?.setting).toMatchObject({ norm: 'linf', threat: 'encoded', eps: '8/255' });
    expect(board?.standings.map(({ network, worst, clean }) => [network, worst.share, clean.total])).toEqual([
      ['adv-resnet8', proportion(27, 40), 40],
      ['resnet8', proportion(5, 40), 40],
      ['bcos-resnet8', proportion(5, 40), 40],
    ]);
    expect(board?.standings.map(({ attacks }) => attacks)).toEqual([['PGD'], ['PGD'], ['PGD']]);
  });

  it('has what the article has for the longest attack there', () => {
    expect(found()?.board.standings.map(({ article }) => article)).toEqual([53.29, null, null]);
  });

  it('is elsewhere where nothing has run there, and nothing where nothing has run', () => {
    const elsewhere = found(without((node) => node.includes('-linf-')));
    expect(settingWords(mainSetting({ ...results, ...without((node) => node.includes('-linf-')) }) ?? fail())).toBe(
      'ℓ2 0.5',
    );
    expect(elsewhere?.board.standings.map(({ network }) => network)).toEqual(['bcos-resnet8']);
    expect(elsewhere?.board.standings[0]?.explanationCosine).not.toBeNull();
    expect(found(without(() => true))).toBeNull();
  });

  it('is said in the words of the pipeline where it has some', () => {
    const spec = { ...results.spec, report: { ...results.spec.report, headline: 'As we say.' } };
    expect(found({ spec })?.headline).toBe('As we say.');
    expect(found()?.headline).toMatch(/^At ℓ∞ 8\/255, over 40 images: Adv-ResNet-8 still classifies 67\.5% /);
  });

  it('says what the numbers can bear', () => {
    expect(found()?.bearing).toEqual([
      '40 images: 95% intervals of up to 28 points: only large differences show.',
      'PGD: an attack shows what breaks, so the accuracy that is left is an upper bound, and a network that hides its gradients would look robust.',
    ]);
  });

  it('names the figure that shows it', () => {
    expect(found()?.figure).toBe('figure-7');
  });

  it('is a table with a record for each number', () => {
    const { text, records } = (found() ?? fail()).table;
    expect(text.heads).toEqual(['network', 'worst of', 'clean', 'robust', '95% interval', 'article']);
    expect(text.rows[0]).toEqual(['Adv-ResNet-8', 'PGD', '97.5', '67.5', '52.0 to 79.9', '53.29']);
    expect(csvTable(records).split('\n').slice(0, 3)).toEqual([
      'network,norm,eps,threat,attacks,accuracy_of,correct,total,accuracy,low,high,explanation_cosine,article',
      expect.stringMatching(/^adv-resnet8,linf,8\/255,encoded,,clean,\d+,40,/),
      expect.stringMatching(/^adv-resnet8,linf,8\/255,encoded,PGD,attacked,27,40,0\.675,.*,,53\.29$/),
    ]);
  });
});

function fail(): never {
  throw new Error('nothing was found');
}
