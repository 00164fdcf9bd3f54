import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { readPipeline } from '@bcos-bench/pipeline';
import { runStage } from '@bcos-bench/cli';
import { readExplanations, writeExplanations, writeManifest } from '@bcos-bench/formats';
import { PIPELINE_FILE } from './testing/pipelineFile.fixture.js';
import { writeResultFolder, writeSamples } from './testing/resultFolder.fixture.js';
import { temporaryFolder } from './testing/temporaryFolder.fixture.js';
import { reportStage } from './reportStage.js';

const NODE = 'attack-resnet8-linf-8_255-10-encoded';
const EXPLAINED = 'explain-bcos-resnet8-l2-0.5-10-encoded';
const root = temporaryFolder();

/** The page of made-up results after `change`, which is given their folder. */
async function pageOf(
  name: string,
  change: (results: string) => Promise<void> | void,
  classes?: readonly string[],
  pipeline = PIPELINE_FILE,
): Promise<string> {
  const folder = join(root, name);
  const [file, results, out] = ['small.yaml', 'results', 'report'].map((part) => join(folder, part));
  if (file === undefined || results === undefined || out === undefined) throw new RangeError('three names');
  mkdirSync(folder);
  writeFileSync(file, pipeline);
  await writeResultFolder(results, readPipeline(file), 40, classes);
  await change(results);
  await runStage(reportStage, ['--pipeline', file, '--in', results, '--out', out, '--quiet']);
  return readFileSync(join(out, 'index.html'), 'utf8');
}

/** No number that is none is shown to a reader: what the page's program holds is not text. */
function shown(html: string): string {
  return html.replace(/<script[^]*<\/script>|<style[^]*?<\/style>/g, '').replace(/<[^>]*>/g, ' ');
}

describe('a report of hostile results', () => {
  it('shows classes and titles that look like markup as text, on the page and in each file of it', async () => {
    const title = String.raw`<b onclick="alert('1')">&{{a}}\input{/etc/passwd}`;
    const titles = /(?<=\btitle: )("[^"]*"|[^,}\n]+)/g;
    expect(PIPELINE_FILE.match(titles)?.length).toBeGreaterThan(12);
    const classes = ['<script>alert(1)</script>', '"><img src=x>', '</svg>', '{{a}}'];
    const pipeline = PIPELINE_FILE.replace(titles, JSON.stringify(title));
    const html = await pageOf('markup', () => undefined, classes, pipeline);
    expect(html.match(/<script[^>]*>/g)).toEqual(['<script type="application/json" id="run-record">', '<script>']);
    expect(html).not.toMatch(/<img|<b onclick/);
    expect(shown(html)).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(shown(html)).toContain('&lt;b onclick=');
    const report = join(root, 'markup', 'report');
    const texts = readdirSync(report, { recursive: true, encoding: 'utf8' }).filter((path) =>
      /\.(svg|md|tex)$/.test(path),
    );
    expect([...new Set(texts.map((path) => extname(path)))].sort()).toEqual(['.md', '.svg', '.tex']);
    for (const path of texts) {
      // A backslash before it makes it text in Markdown.
      const markup = path.endsWith('.tex') ? /\\input/ : /(?<!\\)<(img|b onclick|script)/;
      expect(readFileSync(join(report, path), 'utf8'), path).not.toMatch(markup);
    }
  });

  it('is made where a contribution is not a number', async () => {
    const html = await pageOf('nan', (results) => {
      const folder = join(results, EXPLAINED);
      const { clean, ...explanations } = readExplanations(folder);
      const contribution = clean.contribution.map((value, i) => (i % 7 === 0 ? NaN : value));
      writeExplanations(folder, { ...explanations, clean: { ...clean, contribution } });
      writeManifest(folder, 'bcos-test');
    });
    expect(html).toContain('id="figure-2"');
    expect(shown(html)).not.toMatch(/\bNaN\b|undefined/);
  });

  it('counts ten thousand images of an attack', async () => {
    const html = await pageOf('many', async (results) => {
      await writeSamples(join(results, NODE), 10_000, 0.5);
      writeManifest(join(results, NODE), 'bcos-test');
    });
    expect(html).toContain('5,000 of 10,000 images, 95% interval 49.02 to 50.98');
  });

  it('is made where no attack has run', async () => {
    const html = await pageOf('none', (results) => {
      const nodes = readdirSync(results).filter((node) => node.startsWith('attack-'));
      expect(nodes.length).toBeGreaterThan(10);
      for (const node of nodes) rmSync(join(results, node), { recursive: true });
    });
    expect(html).not.toContain('class="headline"');
    expect(html).toMatch(/nodes have not run: their part is missing here/);
    expect(shown(html)).not.toMatch(/\bNaN\b|undefined|Infinity/);
  });

  it.each<[string, string, () => Promise<string>]>([
    ['a single class', "dataset.json: key 'classes' is wrong", () => pageOf('one', () => undefined, ['thing'])],
    [
      'a number that is none',
      'summary.json',
      () =>
        pageOf('number', (results) => {
          writeFileSync(join(results, NODE, 'summary.json'), '{ "split": "test", "flags": NaN }');
          writeManifest(join(results, NODE), 'bcos-test');
        }),
    ],
  ])('is refused in one line for %s', async (_, words, make) => {
    const spy = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
    await expect(make()).rejects.toThrow('ENOENT');
    const said = spy.mock.calls.map(([text]) => String(text)).join('');
    spy.mockRestore();
    expect(process.exitCode).toBe(1);
    process.exitCode = undefined;
    expect(said.trimEnd().split('\n')).toEqual([expect.stringContaining(words)]);
  });
});
