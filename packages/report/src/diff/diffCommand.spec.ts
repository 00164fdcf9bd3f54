import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readJson, writeManifest } from '@bcos-bench/formats';
import { z } from 'zod';
import { keptOutput } from '@bcos-bench/cli/testing/keptOutput';
import { writeResultsFile } from '../results/resultsFile.js';
import { temporaryFolder } from '../testing/temporaryFolder.fixture.js';
import { runDiff } from './diffCommand.js';
import { attackResults, networkResults, resultsFixture, withRows } from './results.fixture.js';

const root = temporaryFolder();
const [a, b, damaged] = [join(root, 'a'), join(root, 'b'), join(root, 'damaged')];
for (const folder of [a, join(b, 'report'), damaged]) mkdirSync(folder, { recursive: true });
writeResultsFile(a, resultsFixture([networkResults('a', 951)], [attackResults('a', '8/255', 100)]));
writeResultsFile(join(b, 'report'), resultsFixture([networkResults('a', 951)], [attackResults('a', '8/255', 130)]));
writeFileSync(join(damaged, 'results.json'), '{"title": "Small", "dataset": 3}');

const { said, errors } = keptOutput();

describe('bcos-report diff', () => {
  it('compares a report with that of a pipeline’s folder, and exits 0 whatever moved', async () => {
    await runDiff([a, b]);
    expect(said()).toContain('PGD ℓ∞ 8/255, 20 steps, encoded threat');
    expect(said()).toMatch(/\n1 of 3 cells are not equal, 1 of them differs\.\n$/);
    expect([errors(), process.exitCode]).toEqual(['', undefined]);
  });

  it('writes Markdown and JSON, the JSON with the equal cells', async () => {
    const [markdown, json] = [join(root, 'diff.md'), join(root, 'diff.json')];
    await runDiff([a, b, '--markdown', markdown, '--json', json]);
    expect(readFileSync(markdown, 'utf8')).toContain('### 1 of 3 cells are not equal, 1 of them differs.\n');
    const schema = z.looseObject({
      a: z.string(),
      b: z.string(),
      cells: z.array(z.looseObject({ outcome: z.string() })),
    });
    const written = readJson(json, schema, 'compare again');
    expect(written).toMatchObject({ a, b, sameData: true, flagsAppeared: [], flagsGone: [] });
    expect(written.cells.map(({ outcome }) => outcome)).toEqual(['equal', 'equal', 'beyond']);
  });

  it('writes a page that runs and requests nothing, with both values, the test and the images that changed', async () => {
    const [before, after, html] = [join(root, 'rows-a'), join(root, 'rows-b'), join(root, 'diff.html')];
    for (const folder of [before, after]) mkdirSync(folder);
    const networks = [networkResults('a', 951, 'A <script>')];
    writeResultsFile(before, resultsFixture(networks, [withRows('a', 100, 0)]));
    writeResultsFile(after, resultsFixture(networks, [withRows('a', 120, 5)]));
    await runDiff([before, after, '--html', html]);
    expect([errors(), process.exitCode]).toEqual(['', undefined]);
    const page = readFileSync(html, 'utf8');
    expect(page).toContain('<p class="headline">1 of 3 cells are not equal, 1 of them differs.</p>');
    expect(page).toContain(`<summary>5 / 20</summary><p>right only in A: 0-4</p><p>right only in B: 100-119</p>`);
    expect(page).toMatch(/title="100 of 200 images, 95% interval [^"]*">50\.0/);
    expect(page).toContain("default-src 'none'".replaceAll("'", '&#39;'));
    expect(page).toContain('A &lt;script&gt;');
    expect(page).not.toMatch(/<script|https?:\/\//);
  });

  it('writes into no folder that a stage has made, such as over what it compares', async () => {
    const sealed = join(root, 'sealed');
    mkdirSync(sealed);
    writeResultsFile(sealed, resultsFixture([networkResults('a', 951)], [attackResults('a', '8/255', 100)]));
    writeManifest(sealed, 'bcos-report');
    const results = join(sealed, 'results.json');
    const before = readFileSync(results, 'utf8');
    await runDiff([sealed, b, '--json', results]);
    expect(errors()).toBe(
      `bcos-report diff: --json ${results}: is in ${sealed}, which a stage made; name a file elsewhere\n`,
    );
    expect(process.exitCode).toBe(2);
    expect(readFileSync(results, 'utf8')).toBe(before);
  });

  it('exits 1 with one line where a cell moved beyond and --fail-on beyond is given, after all is written', async () => {
    const markdown = join(root, 'failed.md');
    await runDiff([a, b, '--fail-on', 'beyond', '--markdown', markdown]);
    expect(process.exitCode).toBe(1);
    expect(errors()).toBe(
      'bcos-report diff: --fail-on beyond: 1 cell differs; look at the cells with outcome beyond\n',
    );
    expect(existsSync(markdown)).toBe(true);
  });

  it('exits 0 with --fail-on beyond where nothing moved beyond', async () => {
    await runDiff([a, a, '--fail-on', 'beyond']);
    expect([errors(), process.exitCode]).toEqual(['', undefined]);
  });

  it.each([
    [[a, join(root, 'none')], 1, `none: holds neither results.json nor report/results.json; name the folder of`],
    [[a, damaged], 1, `damaged/results.json: key 'dataset' is wrong`],
    [[a, b, '--json', join(root, 'none', 'x.json')], 1, 'cannot be written (ENOENT'],
    [[a], 2, 'Not enough non-option arguments: got 1, need at least 2; see bcos-report diff --help'],
    [[a, b, b], 2, 'Unknown argument: '],
    [[a, b, '--fail-on', 'within'], 2, "--fail-on: 'within' is not one of its values; choose one of beyond"],
    [[a, b, '--jsn', 'x'], 2, 'Unknown argument: jsn; did you mean --json?'],
  ])('%j: exit code %i and one line', async (argv, code, line) => {
    await runDiff(argv);
    expect(process.exitCode).toBe(code);
    expect(errors()).toContain(line);
    expect(errors().startsWith('bcos-report diff: ')).toBe(true);
    expect(errors().trimEnd().split('\n')).toHaveLength(1);
  });

  it('answers --help', async () => {
    await runDiff(['--help']);
    expect(said()).toContain('--fail-on');
    expect(said()).toContain('folder of a report');
  });
});
