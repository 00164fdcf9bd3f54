import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { circumstances, writeManifest, writeTiming } from '@bcos-bench/formats';
import { emptyRecordPlace, withRecord } from '@bcos-bench/pipeline';
import { recordRuns } from './recordRuns.js';
import type { TaskOutcome } from './taskNode.js';

const root = mkdtempSync(join(tmpdir(), 'record-'));
const page = join(root, 'out/small/report/index.html');
const empty = `<h1>Small</h1>${emptyRecordPlace}`;
afterAll(() => rmSync(root, { recursive: true }));

/** Runs the hook after a run in which every node of `nodes` ended as it says; resolves to what was said. */
function afterRun(pipeline: string, nodes: Readonly<Record<string, string>>): string[] {
  const outcomes = Object.entries(nodes).map(([node, status]): [string, TaskOutcome] => [
    `${pipeline}-${node}`,
    { task: { projectRoot: `pipelines/${pipeline}/${node}` }, status },
  ]);
  const said: string[] = [];
  recordRuns(root, Object.fromEntries(outcomes), (line) => said.push(line));
  return said;
}

function recordOnPage(): unknown {
  return JSON.parse(/ id="run-record">(.*)<\/script>/.exec(readFileSync(page, 'utf8'))?.[1] ?? '');
}

beforeAll(() => {
  for (const node of ['data', 'train-a', 'report']) mkdirSync(join(root, 'out/small', node), { recursive: true });
  writeTiming(join(root, 'out/small/data'), performance.now(), {}, circumstances(import.meta.url, null));
  writeFileSync(join(root, 'out/small/train-a/timing.json'), '{"seconds": "long"}');
  writeFileSync(page, empty);
});

describe('recordRuns', () => {
  it('writes what is known of each node into the page, and nothing beside it', () => {
    expect(afterRun('small', { report: 'success', data: 'local-cache', 'train-a': 'success' })).toEqual([]);
    expect(recordOnPage()).toMatchObject({
      nodes: {
        data: { cached: true, timing: { made: { node: process.versions.node } } },
        report: { cached: false, timing: null },
        'train-a': { cached: false, timing: null },
      },
    });
    expect(withRecord(readFileSync(page, 'utf8'), null)).toBe(empty);
    expect(readdirSync(join(root, 'out/small/report'))).toEqual(['index.html']);
  });

  it('replaces what was known of the run before', () => {
    expect(afterRun('small', { report: 'local-cache', data: 'remote-cache' })).toEqual([]);
    expect(recordOnPage()).toMatchObject({ nodes: { report: { cached: true }, data: { cached: true } } });
    expect(recordOnPage()).not.toHaveProperty(['nodes', 'train-a']);
  });

  it('leaves a page alone that is not the one the manifest lists, and says so', () => {
    const report = join(root, 'out/small/report');
    const before = readFileSync(page, 'utf8');
    writeFileSync(page, withRecord(before, null));
    writeManifest(report, 'bcos-report');
    writeFileSync(page, before);
    expect(afterRun('small', { report: 'local-cache' })).toEqual([]);
    writeFileSync(page, `${before} `);
    expect(afterRun('small', { report: 'local-cache' })).toEqual([expect.stringContaining('index.html: is damaged')]);
    writeFileSync(page, before);
    for (const name of ['manifest.json', 'manifest.sha256']) rmSync(join(report, name));
  });

  it('leaves a page alone whose report was no part of the run', () => {
    const before = readFileSync(page, 'utf8');
    expect(afterRun('small', { data: 'success' })).toEqual([]);
    expect(readFileSync(page, 'utf8')).toBe(before);
  });

  it('says in a line that a page is missing or has no place for it, and goes on', () => {
    expect(afterRun('absent', { report: 'success' })).toEqual([
      expect.stringMatching(/absent\/report\/index\.html: is without a record of this run \(ENOENT/),
    ]);
    writeFileSync(page, '<p>cut');
    expect(afterRun('small', { report: 'success' })).toEqual([
      `${page}: is without a record of this run (the page has 0 places for the record of a run)`,
    ]);
    expect(readFileSync(page, 'utf8')).toBe('<p>cut');
  });
});
