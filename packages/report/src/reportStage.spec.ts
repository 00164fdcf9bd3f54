import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { attackNode, dataNode } from '@bcos-bench/pipeline';
import { proportion } from '@bcos-bench/vocabulary';
import { readJson, timingSchema } from '@bcos-bench/formats';
import { runStage } from '@bcos-bench/cli';
import { reportStage } from './reportStage.js';
import { writeSmallPipeline, type SmallPipeline } from './testing/smallPipeline.fixture.js';
import { temporaryFolder } from './testing/temporaryFolder.fixture.js';

const root = temporaryFolder();
const out = join(root, 'report');
let small: SmallPipeline;

async function report(from: string, to: string): Promise<string> {
  const said: string[] = [];
  const listen = (text: string | Uint8Array): boolean => said.push(String(text)) > 0;
  const spies = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')];
  for (const spy of spies) spy.mockImplementation(listen);
  await runStage(reportStage, ['--pipeline', small.file, '--in', from, '--out', to]);
  for (const spy of spies) spy.mockRestore();
  return said.join('');
}

/** The SHA-256 of every file under `folder` by its path, but for what differs from run to run. */
function digests(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name !== 'timing.json',
  );
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  const digest = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
  return new Map(paths.map((path) => [path.slice(folder.length + 1), digest(path)]));
}

function resultsFile(folder: string): { dataset: object; attacks: object[] } {
  const schema = z.object({ dataset: z.looseObject({}), attacks: z.array(z.looseObject({})) });
  return readJson(join(folder, 'results.json'), schema, 'make the report again');
}

let said = '';
beforeAll(async () => {
  small = await writeSmallPipeline(root);
  said = await report(small.results, out);
});
afterEach(() => {
  process.exitCode = undefined;
});

describe('bcos-report', () => {
  it('writes the page, every table in every format, every figure as SVG, PNG and CSV, and the results', () => {
    expect([...digests(out).keys()]).toEqual([
      'figures/figure-1.csv',
      'figures/figure-1.png',
      'figures/figure-1.svg',
      'figures/figure-10.csv',
      'figures/figure-10.png',
      'figures/figure-10.svg',
      'figures/figure-2.csv',
      'figures/figure-2.png',
      'figures/figure-2.svg',
      'figures/figure-3.csv',
      'figures/figure-3.png',
      'figures/figure-3.svg',
      'figures/figure-6.csv',
      'figures/figure-6.png',
      'figures/figure-6.svg',
      'figures/figure-7.csv',
      'figures/figure-7.png',
      'figures/figure-7.svg',
      'figures/figure-8.csv',
      'figures/figure-8.png',
      'figures/figure-8.svg',
      'figures/figure-9.csv',
      'figures/figure-9.png',
      'figures/figure-9.svg',
      'index.html',
      'manifest.json',
      'manifest.sha256',
      'results.json',
      'tables/explanation-changes.csv',
      'tables/explanation-changes.md',
      'tables/explanation-changes.tex',
      'tables/leaderboard.csv',
      'tables/leaderboard.md',
      'tables/leaderboard.tex',
      ...['csv', 'md', 'tex'].map((extension) => `tables/sanity-checks.${extension}`),
      'tables/table-1-pairs.csv',
      'tables/table-1-pairs.md',
      'tables/table-1-pairs.tex',
      'tables/table-1.csv',
      'tables/table-1.md',
      'tables/table-1.tex',
    ]);
  });
  it('writes the same bytes again, wherever the results lie, whatever the times', async () => {
    const moved = join(root, 'elsewhere', 'moved');
    cpSync(small.results, moved, { recursive: true });
    writeFileSync(join(moved, dataNode, 'timing.json'), '{"seconds": 12}');
    await report(moved, join(root, 'elsewhere', 'out'));
    expect(digests(join(root, 'elsewhere', 'out'))).toEqual(digests(out));
  });
  it('says how long it took', () => {
    expect(readJson(join(out, 'timing.json'), timingSchema, 'make the report again').made.computedOn).toBeNull();
  });
  it('prints the tables and where the page is', () => {
    expect(said).toMatch(/^At ℓ∞ 8\/255, over 40 images: Adv-ResNet-8 still classifies 67\.5% /m);
    expect(said).toContain('Adv-ResNet-8 (8/255)');
    expect(said).toContain('(18.13');
    expect(
      Math.max(
        ...said
          .split('\n')
          .slice(0, -2)
          .map((line) => stringWidth(line)),
      ),
    ).toBeLessThanOrEqual(100);
    expect(said).toContain('\nContribution maps before and after attacks\n');
    expect(said).toContain(`The report: ${join(out, 'index.html')}\n`);
    expect(said).not.toContain('.partial');
  });
  it('has every attack of the pipeline in results.json', () => {
    const { dataset, attacks } = resultsFile(out);
    expect(dataset).toMatchObject({ name: 'shapes', testImages: 40 });
    expect(attacks).toHaveLength(3 * 2 * 2 + 2);
    const cell = { norm: 'linf', eps: '16/255', steps: 10, threat: 'encoded' } as const;
    expect(attacks).toContainEqual({
      ...cell,
      network: 'resnet8',
      node: attackNode('resnet8', cell),
      natural: proportion(39, 40),
      robust: proportion(1, 40),
      outcomes: { images: '0-39', before: '//////4=', after: 'gAAAAAA=' },
      flags: [],
    });
  });
  it('makes a report of what there is, with dashes and a word about the rest', async () => {
    const partial = join(root, 'partial');
    cpSync(small.results, partial, { recursive: true });
    const missing = attackNode('resnet8', { norm: 'linf', eps: '8/255', steps: 10, threat: 'encoded' });
    rmSync(join(partial, missing), { recursive: true });
    rmSync(join(partial, 'explain-bcos-resnet8-l2-0.5-10-encoded'), { recursive: true });
    const words = await report(partial, join(root, 'partial-report'));
    expect(words).toContain(`Not run, so missing from the report: ${missing}\n`);
    expect(readFileSync(join(root, 'partial-report', 'tables', 'table-1.md'), 'utf8')).toMatch(
      /^\| ResNet-8 +\| +97\.5 \| +\d+\.\d \/ — \|/m,
    );
    expect(existsSync(join(root, 'partial-report', 'figures', 'figure-2.svg'))).toBe(false);
    expect(readFileSync(join(root, 'partial-report', 'index.html'), 'utf8')).toContain(
      'Not drawn, because this is missing: <code>explain-bcos-resnet8-l2-0.5-10-encoded</code>',
    );
  });
  it('says in one line what is wrong with a folder that holds no results, and leaves the old report as it is', async () => {
    const before = digests(out);
    const words = await report(join(root, 'nowhere'), out);
    expect(process.exitCode).toBe(1);
    expect(words).toMatch(/^bcos-report: .*nowhere\/data: is not there; name a folder that bcos-data made\n$/);
    expect(digests(out)).toEqual(before);
  });
});
