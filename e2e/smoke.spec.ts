import { appendFileSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readAudit } from '@bcos-bench/formats';
import { auditNode, measureNode, pipelineNodes, readPipeline } from '@bcos-bench/pipeline';
import { at } from '@bcos-bench/vocabulary';
import { parseRunRecord, type RunRecord } from '../packages/report/src/page/client/provenance/runRecord.js';
import { bytesIn } from './resultBytes.js';
import { copyWorkspace } from './workspaceCopy.js';

const reduced = { PIPELINE: 'smoke', EPOCHS: '1', TRAIN: '512', TEST: '64', LIMIT: '8' };
const report = ['run-many', '-t', 'report'];

describe('the smoke pipeline at a reduced size', () => {
  const workspace = copyWorkspace(reduced);
  afterAll(workspace.remove);
  const pipelineFile = join(workspace.root, 'pipelines/smoke.yaml');
  const spec = readPipeline(pipelineFile);
  const nodes = pipelineNodes('smoke', spec)
    .map(({ name }) => `smoke-${name}`)
    .sort();
  const output = (node: string): string => join(workspace.root, 'out/smoke', node);

  it('runs every node from an empty cache, on a clone where nothing is built, and ends with the page', async () => {
    expect(await workspace.nx(...report)).toEqual({ ran: nodes, cached: [] });
    expect(readFileSync(join(output('report'), 'index.html'), 'utf8')).toContain(spec.title);
    const files = readdirSync(output('report'), { recursive: true, encoding: 'utf8' });
    const wanted = [
      ...[
        ...spec.report.tables.flatMap(({ id }) => [id, `${id}-pairs`]),
        ...['corruptions', 'smallest-radii-linf', 'transfer-linf-4_255-20-pixel', ...spec.audits.map(auditNode)],
        ...spec.measures.map(measureNode),
      ].flatMap((id) => ['md', 'csv', 'tex'].map((type) => join('tables', `${id}.${type}`))),
      ...[
        ...spec.report.figures.map(({ id }) => id),
        ...spec.measures.map((measure) => `measures-${measureNode(measure)}`),
        // A network of one epoch may have no image right: which, depends on the processor.
        ...spec.audits
          .map(auditNode)
          .filter((node) => readAudit(output(node)).surface.images.length > 0)
          .map((node) => `loss-surface-${node}`),
      ].flatMap((id) => ['svg', 'png'].map((type) => join('figures', `${id}.${type}`))),
    ];
    expect(wanted.filter((file) => !files.includes(file))).toEqual([]);
  });

  it('has the record of that run on the page, with what each node took and ran on', () => {
    const record = recordOn(join(output('report'), 'index.html'));
    expect(Object.keys(record.nodes)).toEqual(nodes.map((name) => name.slice('smoke-'.length)));
    for (const { cached, timing } of Object.values(record.nodes)) {
      expect(cached).toBe(false);
      expect(timing?.seconds).toBeGreaterThan(0);
      expect(timing?.made.node).toBe(process.versions.node);
    }
    expect(record.nodes['train-resnet8']?.timing?.made.computedOn?.threads).toBe(1);
    expect(record.nodes['data']?.timing?.made.computedOn).toBeNull();
  });

  it('takes everything from the cache the second time, and says so on the page', async () => {
    const before = bytesIn(join(workspace.root, 'out/smoke'));
    expect(await workspace.nx(...report)).toEqual({ ran: [], cached: nodes });
    expect(bytesIn(join(workspace.root, 'out/smoke'))).toEqual(before);
    const record = recordOn(join(output('report'), 'index.html'));
    expect(Object.values(record.nodes).map(({ cached }) => cached)).toEqual(nodes.map(() => true));
  });

  it('restores a deleted out/ from the cache, to the byte, also after a comment', async () => {
    const before = bytesIn(join(workspace.root, 'out/smoke'));
    rmSync(join(workspace.root, 'out'), { recursive: true });
    appendFileSync(pipelineFile, '# A comment.\n');
    expect((await workspace.nx(...report)).ran).toEqual([]);
    expect(bytesIn(join(workspace.root, 'out/smoke'))).toEqual(before);
    expect(readdirSync(join(workspace.root, 'out/smoke')).sort()).toEqual(
      nodes.map((name) => name.slice('smoke-'.length)),
    );
  });

  // What else reruns after which change, `e2e/incremental` tries with programs that stand in for the stages.
  it('reruns the attacks of a radius and the report after one eps', async () => {
    const text = readFileSync(pipelineFile, 'utf8');
    const changed = text.replace('&largest 16/255', '&largest 12/255');
    expect(changed).not.toBe(text);
    writeFileSync(pipelineFile, changed);
    const { ran } = await workspace.nx(...report);
    writeFileSync(pipelineFile, text);
    const attacks = ['adv-linf-resnet8', 'bcos-resnet8'].map(
      (network) => `smoke-attack-${network}-linf-12_255-30-pixel-attack-fmn`,
    );
    expect(ran).toEqual([...attacks, 'smoke-report']);
  });

  it('writes the same bytes when an attack runs again', async () => {
    const node = 'attack-bcos-resnet8-linf-8_255-20-encoded';
    const before = bytesIn(output(node));
    expect(Object.keys(before)).toEqual([
      'examples.arrow',
      'manifest.json',
      'manifest.sha256',
      'samples.parquet',
      'summary.json',
    ]);
    rmSync(output(node), { recursive: true });
    await workspace.nx('run', `smoke-${node}:attack`, '--skip-nx-cache', '--exclude-task-dependencies');
    expect(bytesIn(output(node))).toEqual(before);
  });

  it('leaves no half-written folder behind', () => {
    const left = readdirSync(join(workspace.root, 'out/smoke')).filter((name) => name.startsWith('.'));
    expect(left).toEqual([]);
    expect(existsSync(output('report'))).toBe(true);
  });
});

/** The record of the last run that a report's page holds. */
function recordOn(page: string): RunRecord {
  const found = / id="run-record">(.*)<\/script>/.exec(readFileSync(page, 'utf8'));
  const record = found === null ? null : parseRunRecord(at(found, 1));
  if (record === null) throw new Error(`${page} has no record of a run`);
  return record;
}
