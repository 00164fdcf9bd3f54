import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { attackNode, readPipeline, type PipelineSpec } from '@bcos-bench/pipeline';
import { missingNodes, readPipelineResults, type PipelineResults } from '../results/pipelineResults.js';
import { resultsOf } from '../resultsOf.js';
import { accuracyCells } from '../diff/accuracyCell.js';
import { writeResultFolder } from '../testing/resultFolder.fixture.js';
import { temporaryFolder } from '../testing/temporaryFolder.fixture.js';
import { corruptionReport } from './corruptionReport.js';
import { corruptionTable } from './corruptionTable.js';
import { csvTable } from './csvTable.js';
import { transferReport } from './transferReport.js';
import { transferTables } from './transferTable.js';

const FILE = `
title: Others' images
data: { dataset: shapes, train: 100, test: 40 }
networks:
  resnet8: { title: ResNet-8, train: { arch: resnet8 } }
  adv-resnet8: { title: Adv-ResNet-8, train: { arch: resnet8 } }
  bcos-resnet8: { title: Bcos-ResNet-8, train: { arch: bcos-resnet8 } }
attacks:
  - { norm: linf, eps: [8/255], steps: [10], threat: [pixel], networks: [resnet8, bcos-resnet8] }
  - { norm: linf, eps: [16/255], steps: [10], attack: fmn, networks: [resnet8] }
transfer:
  - { norm: linf, eps: [8/255], steps: [10], threat: pixel, from: [resnet8, bcos-resnet8] }
corruptions:
  - { corruption: [jpeg], severity: [1, 3], networks: [resnet8, bcos-resnet8], limit: 10 }
  - { corruption: [contrast], severity: [5], networks: [resnet8], limit: 10 }
report: { tables: [], figures: [] }
`;
const cell = { norm: 'linf', eps: '8/255', steps: 10, threat: 'pixel' } as const;

const folder = temporaryFolder();
let spec: PipelineSpec;
let results: PipelineResults;
const read = (): Promise<PipelineResults> => readPipelineResults(spec, join(folder, 'results'), () => undefined);
beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'small.yaml'), FILE);
  spec = readPipeline(join(folder, 'small.yaml'));
  await writeResultFolder(join(folder, 'results'), spec, 40);
  results = await read();
});

describe('transferReport', () => {
  it('has a row for each attacked network and one without an attack, and a column for each evaluating network', () => {
    const reports = transferTables(results).map(transferReport);
    expect(reports.map(({ id }) => id)).toEqual(['transfer-linf-8_255-10-pixel']);
    const text = reports[0]?.text;
    expect(text?.title).toBe('Transfer of PGD ℓ∞ 8/255, 10 steps, pixel threat');
    expect(text?.heads).toEqual(['attacked network', 'ResNet-8', 'Adv-ResNet-8', 'Bcos-ResNet-8']);
    // No attack is on the second network, so that nobody knows its accuracy on the images as they are.
    const own = (network: string): string => {
      const { correct, total } = results.attacks.get(attackNode(network, cell))?.outcome?.robust ?? {
        correct: 0,
        total: 1,
      };
      return ((100 * correct) / total).toFixed(1);
    };
    expect(text?.rows).toEqual([
      ['none', '97.5', '—', '97.5'],
      ['ResNet-8', own('resnet8'), '35.0', '35.0'],
      ['Bcos-ResNet-8', '60.0', '60.0', own('bcos-resnet8')],
    ]);
  });

  it('has a record for each number, with its node', () => {
    const [report] = transferTables(results).map(transferReport);
    const lines = csvTable(report?.records ?? { columns: [], records: [] })
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(1 + 9);
    expect(lines[1]).toMatch(/^,resnet8,,,,,39,40,0\.975,/);
    expect(lines[5]).toMatch(
      /^resnet8,adv-resnet8,linf,8\/255,10,pixel,14,40,0\.35,.*,transfer-adv-resnet8-from-resnet8-linf-8_255-10-pixel$/,
    );
  });
});

describe('corruptionReport', () => {
  it('has a row for each network and corruption, by severity, with the mean', () => {
    const table = corruptionTable(results);
    if (table === null) throw new Error('there are corruptions');
    const { id, text, records } = corruptionReport(table);
    expect(id).toBe('corruptions');
    expect(text.heads).toEqual(['network', 'corruption', 'natural', 'severity 1', 'severity 3', 'severity 5', 'mean']);
    // The first half of all predictions is right: the images as they are, and half of severity 1.
    expect(text.rows).toEqual([
      ['ResNet-8', 'jpeg', '100.0', '50.0', '0.0', '—', '25.0'],
      ['Bcos-ResNet-8', 'jpeg', '100.0', '50.0', '0.0', '—', '25.0'],
      ['ResNet-8', 'contrast', '100.0', '—', '—', '0.0', '0.0'],
    ]);
    expect(csvTable(records).split('\n')[2]).toMatch(/^resnet8,ResNet-8,jpeg,1,80,5,10,0\.5,.*,predict-resnet8-jpeg$/);
  });

  it('is not there where a pipeline has no corruptions', () => {
    expect(corruptionTable({ ...results, corruptions: [] })).toBeNull();
  });
});

describe('results', () => {
  it('have transfers, corruptions and the median of smallest radii', () => {
    const { transfers, corruptions, attacks } = resultsOf(results, []);
    expect(transfers).toHaveLength(4);
    expect(transfers[0]).toMatchObject({ from: 'resnet8', to: 'adv-resnet8', accuracy: { correct: 14, total: 40 } });
    expect(corruptions.map(({ network, corruption, severity }) => [network, corruption, severity]).slice(-3)).toEqual([
      ['bcos-resnet8', 'jpeg', 3],
      ['resnet8', 'contrast', 0],
      ['resnet8', 'contrast', 5],
    ]);
    const nearest = attacks.find(({ attack }) => attack === 'fmn');
    // Of the fixture's rows a share withstands, and all others are broken at 0.03.
    expect(nearest?.smallestRadius).toMatchObject({ median: 0.03 });
    expect(attacks.find(({ attack }) => attack !== 'fmn')).not.toHaveProperty('smallestRadius');
  });

  it('are cells that two reports are compared by', () => {
    const cells = accuracyCells(resultsOf(results, [])).filter(({ network }) => network === 'bcos-resnet8');
    expect(cells.map(({ accuracyOf, description }) => [accuracyOf, description]).slice(-4)).toEqual([
      ['transferred', 'PGD ℓ∞ 8/255, 10 steps, pixel threat, on resnet8'],
      ['corrupted', 'jpeg, severity 0'],
      ['corrupted', 'jpeg, severity 1'],
      ['corrupted', 'jpeg, severity 3'],
    ]);
  });

  it('lack what has not run', async () => {
    const gone = ['transfer-adv-resnet8-from-resnet8-linf-8_255-10-pixel', 'predict-resnet8-jpeg'];
    for (const node of gone) rmSync(join(folder, 'results', node), { recursive: true });
    const fewer = await read();
    expect(missingNodes(fewer)).toEqual(gone);
    expect(transferTables(fewer).map(transferReport)[0]?.text.rows[1]?.[2]).toBe('—');
    expect(corruptionTable(fewer)?.rows[0]).toMatchObject({ natural: null, corrupted: [null, null, null], mean: null });
  });
});
