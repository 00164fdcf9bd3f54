import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { HEADLINE_NAME, TITLE_END } from '@bcos-bench/pipeline';
import { rememberFaults } from '../record/rememberedFaults.js';
import { gallery, type GalleryRun } from './gallery.js';

const root = mkdtempSync(join(tmpdir(), 'bcos-gallery-'));
afterAll(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const PIPELINE = `title: T
data: { dataset: shapes, train: 8, test: 8 }
networks:
  a: { title: A, train: { arch: resnet8, epochs: 1 } }
attacks:
  - { norm: linf, eps: [8/255], steps: [2] }
report: { tables: [], figures: [] }
`;
const NODES = ['data', 'train-a', 'attack-a-linf-8_255-2-encoded', 'report'];
const page = (title: string, headline: string): string =>
  `<!doctype html><head><title>${title}${TITLE_END}</title><meta name="${HEADLINE_NAME}" content="${headline}"><style>`;

/** A pipeline of which some nodes have a result. */
function pipeline(name: string, nodes: readonly string[]): void {
  write(`pipelines/${name}.yaml`, PIPELINE);
  for (const node of nodes) write(`out/${name}/${node}/manifest.json`, '{}');
  if (nodes.includes('report')) write(`out/${name}/report/index.html`, page('A &lt; B', 'What &quot;was&quot; found'));
}

function holdLock(name: string, node: string, process_: number): void {
  const holder = { stage: 'bcos-train', process: process_, host: hostname(), since: 'today' };
  write(`out/${name}/.${node}.bcos/lock`, JSON.stringify(holder));
  const progress = { done: 3, total: 12, unit: 'steps', note: 'loss 1.5', left: '9s left' };
  write(`out/${name}/.${node}.bcos/progress.json`, JSON.stringify(progress));
}

const found = (name: string): GalleryRun | undefined => gallery(root).find((run) => run.name === name);

describe('the gallery', () => {
  it('is empty where nothing has run', () => {
    expect(gallery(root)).toEqual([]);
  });

  it('has a run that is done, with the title and headline of its page', () => {
    pipeline('done', NODES);
    expect(found('done')).toEqual({
      name: 'done',
      page: { title: 'A < B', headline: 'What "was" found' },
      status: 'done',
      nodes: { there: 4, of: 4 },
      running: [],
      faults: [],
    });
  });

  it('has one that runs, with how far each task is, before all others', () => {
    pipeline('runs', ['data']);
    holdLock('runs', 'train-a', process.pid);
    const progress = { done: 3, total: 12, unit: 'steps', note: 'loss 1.5', left: '9s left' };
    expect(found('runs')).toMatchObject({
      status: 'running',
      nodes: { there: 1, of: 4 },
      running: [{ node: 'train-a', stage: 'bcos-train', progress }],
    });
    expect(gallery(root).map(({ name }) => name)).toEqual(['runs', 'done']);
  });

  it('takes what a killed process has left for no run', () => {
    pipeline('killed', ['data']);
    // No process has this number.
    holdLock('killed', 'train-a', 2 ** 30);
    expect(found('killed')).toMatchObject({ status: 'not finished', running: [] });
  });

  it('has one that failed, with the fault of each node, until it has run again', () => {
    pipeline('fails', ['data']);
    const task = { projectRoot: 'pipelines/fails/train-a' };
    const terminalOutput = 'epoch 1\nbcos-train: --lr: is too large; lower it\nWarning: command failed\n';
    rememberFaults(root, { one: { task, status: 'failure', terminalOutput } });
    const line = 'bcos-train: --lr: is too large; lower it';
    expect(found('fails')).toMatchObject({ status: 'failed', faults: [{ node: 'train-a', line }] });
    rememberFaults(root, { one: { task, status: 'success', terminalOutput: '' } });
    expect(found('fails')).toMatchObject({ status: 'not finished', faults: [] });
  });

  it('has one whose pipeline is gone or wrong', () => {
    pipeline('gone', ['report']);
    rmSync(join(root, 'pipelines/gone.yaml'));
    expect(found('gone')).toMatchObject({ status: 'done', nodes: null });
    pipeline('wrong', ['report']);
    write('pipelines/wrong.yaml', 'title: [');
    write('out/wrong/report/index.html', 'no page of ours');
    expect(found('wrong')).toMatchObject({ status: 'not finished', nodes: null, page: null });
  });
});
