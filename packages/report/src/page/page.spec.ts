import { beforeAll, describe, expect, it } from 'vitest';
import { emptyRecordPlace, pageSummary, withRecord } from '@bcos-bench/pipeline';
import { at } from '@bcos-bench/vocabulary';
import { findingOf } from '../finding/finding.js';
import { markup } from '../markup/markup.js';
import type { PipelineResults } from '../results/pipelineResults.js';
import { robustnessTable } from '../table/robustnessTable.js';
import { TABLE } from '../table/robustnessTable.fixture.js';
import { readSmallPipeline, writeSmallPipeline } from '../testing/smallPipeline.fixture.js';
import { temporaryFolder } from '../testing/temporaryFolder.fixture.js';
import { page } from './page.js';

const folder = temporaryFolder();
const figure = {
  id: 'figure-2',
  title: 'Explanations of "cats" & dogs',
  caption: 'A caption.',
  alternative: 'class <script>: "predicted"',
  width: 100,
  height: 50,
  body: markup`<text>${'<script>'}</text>`,
  data: { columns: ['a', 'b'], records: [{ a: 1, b: '<2>' }] },
};
const absent = { id: 'figure-6', title: 'Noise', missing: ['attack-<i>'] };
/** A page of nothing but results. */
const bare = { pipeline: 'small', finding: null, tables: [], figures: [], surfaces: [], measured: [], absent: [] };
let results: PipelineResults;
/** With tables that the pipeline does not have. */
let html: string;
/** With the pipeline's own. */
let whole: string;
beforeAll(async () => {
  results = await readSmallPipeline(await writeSmallPipeline(folder));
  html = await page({ ...bare, results, tables: [TABLE], figures: [figure, absent] });
  const tables = results.spec.report.tables.map((spec) => robustnessTable(spec, results));
  const finding = findingOf(results, tables);
  whole = await page({ ...bare, results, finding, tables });
});

describe('page', () => {
  it('says its title and headline where programs that list pages look', () => {
    const headline = findingOf(results, [])?.headline ?? null;
    expect(headline).not.toBeNull();
    expect(pageSummary(whole)).toEqual({ title: results.spec.title, headline });
    expect(pageSummary(html)).toEqual({ title: results.spec.title, headline: null });
  });

  it('says what it is about, with attacks and without', async () => {
    expect(html).toMatch(/How \d networks? classif(y|ies) \w+ under \d+ attacks?, and what the attacks do/);
    const calm = await page({ ...bare, results: { ...results, attacks: new Map() } });
    expect(calm).toMatch(/\d networks? on \w+, without attacks\./);
  });

  it('asks for nothing from elsewhere', () => {
    const addresses = [...html.matchAll(/ (?:src|href|srcset|action)="([^"]*)"/g)].map((found) => at(found, 1));
    const files = addresses.filter((address) => !address.startsWith('#') && !address.startsWith('data:'));
    // The page holds its tables, and a script makes their files of it.
    expect(files).toEqual(['figures/figure-2.svg', 'figures/figure-2.png', 'results.json']);
    expect([...html.matchAll(/url\((?!["']?data:)/g)]).toEqual([]);
    expect(html).not.toMatch(/@import|<link|<iframe|https?:/);
    expect(html).toContain('content="default-src &#39;none&#39;; img-src data:;');
  });
  it('holds the data of every table and figure, for who has the page alone', () => {
    const held = [...html.matchAll(/href="data:text\/csv;charset=utf-8,([^"]*)" download="([^"]*)"/g)];
    expect(held.map((found) => at(found, 2))).toEqual([
      ...['table-1.csv', 'table-1-pairs.csv', 'sanity-checks.csv', 'explanation-changes.csv', 'figure-2.csv'],
    ]);
    expect(decodeURIComponent(at(at(held, 4), 1))).toBe('a,b\n1,<2>\n');
  });
  it('holds every table as Markdown and LaTeX, too', () => {
    const held = [...html.matchAll(/href="data:text\/plain;charset=utf-8,[^"]*" download="([^"]*)"/g)];
    const kept = ['table-1', 'table-1-pairs', 'sanity-checks', 'explanation-changes'];
    expect(held.map((found) => at(found, 1))).toEqual(kept.flatMap((id) => [`${id}.md`, `${id}.tex`]));
  });
  it('has for every table and figure its address, and the command that makes it', () => {
    for (const id of ['table-1', 'sanity-checks', 'figure-2'])
      expect(html).toContain(`<a href="#${id}" aria-label="Link to `);
    expect(html.match(/<a class="value" href="#node-report"/g)).toHaveLength(5);
  });
  it("says each network's normaliser, and who says so", async () => {
    const origins = [
      {
        normalisation: { mean: [0.49139968, 0.5, 0], std: [0.25, 0.25, 1] },
        normalisationOrigin: { from: 'flag', detail: '--mean --std' },
      },
      { normalisation: null, normalisationOrigin: { from: 'file', detail: 'norm.mean, norm.std' } },
    ] as const;
    const networks = results.networks.map((network, i) => {
      const { normalisation, normalisationOrigin } = at(origins, i % 2);
      const constants = normalisation && { mean: [...normalisation.mean], std: [...normalisation.std] };
      return network.model === null
        ? network
        : {
            ...network,
            model: { ...network.model, encoding: 'rgb' as const, normalisation: constants, normalisationOrigin },
          };
    });
    const said = await page({ ...bare, results: { ...results, networks } });
    expect(said).toContain('<code class="flag">mean 0.4914, 0.5, 0</code> <code class="flag">std 0.25, 0.25, 1</code>');
    expect(said).toContain('<span class="sub">by --mean --std</span>');
    expect(said).toContain('<td>none<span class="sub">in the file: norm.mean, norm.std</span></td>');
    expect(whole).toContain('<td>none<span class="sub">images in [0,1] with their inverses</span></td>');
  });
  it('links to places that there are', () => {
    const places = [...whole.matchAll(/ href="#([^"]*)"/g)].map((found) => at(found, 1));
    expect(places).toContain('node-attack-resnet8-linf-8_255-10-encoded');
    expect(places.filter((place) => !whole.includes(` id="${place}"`))).toEqual([]);
  });
  it('explains its words, and says how to cite it', () => {
    expect(html).toContain('<a class="term" href="#term-wilson" title=');
    expect(html).toContain('<div id="term-contribution-map"><dt>contribution map</dt>');
    expect(html).toContain('@software{bcos-bench,');
  });
  it('has the article’s values beside ours', () => {
    expect(whole).toMatch(/<span class="article">\(53\.49\*? \/ 53\.29\*?\)<\/span><\/td>/);
    expect(whole).toContain('<span class="article">(97.50)</span></td>');
    expect(html).not.toContain('class="article"');
  });
  it('runs one program, which holds nothing that ends it early', () => {
    expect(html.match(/<script[^>]*>/g)).toEqual(['<script type="application/json" id="run-record">', '<script>']);
    expect([...html.matchAll(/<\/script/g)]).toHaveLength(2);
    expect(html).toContain('"\\u003cscript\\u003e"');
  });
  it('has a place for the record of a run, and none in it', () => {
    expect(html.split(emptyRecordPlace)).toHaveLength(2);
    expect(withRecord(withRecord(html, { nodes: { data: { cached: true, timing: null } } }), null)).toBe(html);
  });
  it('shows text of files as text', () => {
    expect(html).toContain('circle, square, &lt;script&gt;, star, a &amp; b');
    expect(html).toContain('<th scope="row">&lt;b&gt;Bcos&lt;/b&gt; | 8</th>');
    expect(html).toContain('aria-label="class &lt;script&gt;: &quot;predicted&quot;"');
    expect(html).toContain('<code>attack-&lt;i&gt;</code>');
    expect(html).not.toMatch(/<b>|<i>/);
  });
  it('has the numbers of a table with their intervals, and a dash where there is none', () => {
    expect(html).toContain(
      '<a class="value" href="#node-attack-resnet8-linf-8_255-20-encoded" title="20 steps: 107 of 200 images, 95% interval 46.6 to 60.3">53.5</a> / ',
    );
    expect(html).toContain('<span title="100 steps: not measured">—</span>');
    expect(html).toContain('<td class="number" data-value=""><span title="not measured">—</span></td>');
    expect(html).toContain('style="--value:53.00%;--low:46.09%;--high:59.80%"');
  });
  it('says in the natural column which images it is over', () => {
    expect(html).toContain(
      '190 of 200 images, 95% interval 91.0 to 97.3; the whole test split: 951 of 1,000 images, 95% interval 93.6 to 96.3',
    );
  });
  it('marks a number at which a flag is raised, and says what it may mean', async () => {
    const [node, attack] = at([...results.attacks], 0);
    if (attack.outcome === null) throw new Error('the small pipeline has attacks');
    const flag = { name: 'zero <gradient>', raised: true, observed: '3 of 40', raisedWhen: 'any', means: 'masked' };
    const flagged = { ...attack, outcome: { ...attack.outcome, flags: [flag] } };
    const attacks = new Map([...results.attacks, [node, flagged]]);
    const rows = TABLE.rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell) => cell.map((number) => ({ ...number, flags: [flag.name] }))),
    }));
    const shown = await page({ ...bare, results: { ...results, attacks }, tables: [{ ...TABLE, rows }] });
    expect(shown).toContain('title="zero &lt;gradient&gt;">†</a>');
    expect(shown).toContain(`<th scope="row">zero &lt;gradient&gt;</th><td><code>${node}</code></td><td>3 of 40</td>`);
    expect(html).toMatch(/No flag is raised[^<]*attacks/);
    expect(html).not.toContain('†');
  });
  it('has the notes of the stages among what may be doubted', async () => {
    const notes = [{ node: 'import-<a>', note: 'b cannot be seen in weights: 2 is taken' }];
    const shown = await page({ ...bare, results: { ...results, notes } });
    const section = shown.slice(shown.indexOf('id="section-sanity"'));
    expect(section).toContain('<caption>Notes of the stages</caption>');
    expect(section).toContain('<code>import-&lt;a&gt;</code></th><td>b cannot be seen in weights: 2 is taken</td>');
    expect(html).not.toContain('Notes of the stages');
  });
  it('has a caption for every table, a scope for every head and a description for every drawing', () => {
    expect(html.match(/<caption>/g)).toHaveLength(html.match(/<table/g)?.length ?? 0);
    expect([...html.matchAll(/<th (?!scope=)/g)]).toEqual([]);
    expect([...html.matchAll(/<svg (?![^>]*role="img" aria-label="[^"]+)/g)]).toEqual([]);
  });
  it('says what has not run', async () => {
    const networks = results.networks.map((network, i) => (i === 0 ? { ...network, model: null } : network));
    const absent = ['A: a.pt: is not there'];
    const partial = await page({ ...bare, results: { ...results, networks }, absent });
    expect(partial).toContain('1 node has not run: its part is missing here.');
    expect(partial).toContain('<p>A: a.pt: is not there</p><p><code>train-resnet8</code></p>');
    expect(partial).not.toContain('section-figures');
    expect(html).not.toContain('part is missing here');
  });
});
