import { describe, expect, it } from 'vitest';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { figureSchema, readPipeline } from '@bcos-bench/pipeline';
import { readPipelineResults, type PipelineResults } from '../results/pipelineResults.js';
import { drawn, svgTexts } from '../testing/drawn.fixture.js';
import { PIPELINE_FILE } from '../testing/pipelineFile.fixture.js';
import { writeResultFolder } from '../testing/resultFolder.fixture.js';
import { temporaryFolder } from '../testing/temporaryFolder.fixture.js';
import { drawFigure } from './figureKinds.js';

const attack = { norm: 'linf', eps: '8/255', steps: 10 };
const spec = figureSchema.parse({ id: 'f', title: 'Transfer', kind: 'transfer', attack });

async function transferred(): Promise<PipelineResults> {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'small.yaml');
  const transfer =
    'transfer:\n  - { norm: linf, eps: [8/255], steps: [10], from: [resnet8, adv-resnet8], to: [resnet8, adv-resnet8] }\n';
  writeFileSync(file, PIPELINE_FILE.replace('report:', `${transfer}report:`));
  await writeResultFolder(join(folder, 'results'), readPipeline(file), 40);
  return readPipelineResults(readPipeline(file), join(folder, 'results'), () => undefined);
}

describe('transferFigure', () => {
  it('has a cell with its number for every pair of networks, and for none attacked', async () => {
    const { body, data, alternative } = drawn(await drawFigure(spec, await transferred()));
    const cells = [...body.source.matchAll(/aria-label="([^"]*)"/g)].map(([, words]) => words);
    expect(new Set(cells.filter((words) => words?.includes('on the images of'))).size).toBe(6);
    expect(data.records).toHaveLength(6);
    expect(svgTexts(body.source)).toEqual(expect.arrayContaining(['evaluated by', 'attacked', 'none', '97.5']));
    expect(alternative).toContain('ResNet-8 on the images of none: 97.5% (39 of 40 images');
  });

  it('says what has not run where nothing has', async () => {
    const results = await transferred();
    const attacks = new Map([...results.attacks].map(([node, one]) => [node, { ...one, outcome: null }]));
    const transfers = results.transfers.map((transfer) => ({ ...transfer, withstood: null }));
    expect(await drawFigure(spec, { ...results, attacks, transfers })).toMatchObject({
      missing: [expect.stringContaining('transfer of ')],
    });
  });
});
