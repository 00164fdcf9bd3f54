import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { proportion } from '@bcos-bench/vocabulary';
import { robustnessTable } from '../table/robustnessTable.js';
import { readSmallPipeline, writeSmallPipeline } from '../testing/smallPipeline.fixture.js';
import { temporaryFolder } from '../testing/temporaryFolder.fixture.js';
import { readResultsFile, writeResultsFile } from './resultsFile.js';
import { resultsOf } from '../resultsOf.js';
import type { Results } from './resultsSchema.js';

const folder = temporaryFolder();
let written: Results;
beforeAll(async () => {
  const results = await readSmallPipeline(await writeSmallPipeline(folder));
  const tables = results.spec.report.tables.map((spec) => robustnessTable(spec, results));
  written = resultsOf(results, tables);
});

describe('results.json', () => {
  it('is read as it was written, from the folder of a report and from that of a pipeline', () => {
    const report = join(folder, 'pipeline', 'report');
    mkdirSync(report, { recursive: true });
    writeResultsFile(report, written);
    expect(readResultsFile(report)).toEqual(written);
    expect(readResultsFile(join(folder, 'pipeline'))).toEqual(written);
  });
  it('has the article’s values beside ours', () => {
    expect(written.article).toHaveLength(5);
    const node = 'attack-adv-resnet8-linf-8_255-5-encoded';
    expect(written.article.slice(0, 2)).toMatchObject([
      { accuracyOf: 'natural', node: null, article: 0.975, ours: proportion(39, 40), outside: false },
      { table: 'table-1', network: 'adv-resnet8', accuracyOf: 'attacked', node, article: 0.5349 },
    ]);
  });
  it('has what attacks do to explanations', () => {
    const shared = { network: 'bcos-resnet8', images: 8 };
    const cosine = { median: 0.5, interval: { low: 0.125, high: 0.875 }, count: 7 };
    expect(written.explanationChanges).toMatchObject([
      { ...shared, cosine },
      { ...shared, cosine, method: 'smooth-grad' },
    ]);
    expect(written.explanationChanges[0]).not.toHaveProperty('method');
  });
});
