import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requireNoLinkedOutputs } from './linkedOutputs.js';
import { pipelineNodes, pipelineSchema } from '@bcos-bench/pipeline';

const spec = pipelineSchema.parse({
  title: 'Small',
  data: { dataset: 'shapes' },
  networks: {},
  attacks: [],
  report: { tables: [], figures: [] },
});
const pipelines = [{ name: 'small', nodes: pipelineNodes('small', spec) }];

describe('requireNoLinkedOutputs', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'bcos-linked-'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it('takes folders, and what is not there yet', () => {
    expect(() => requireNoLinkedOutputs(root, pipelines)).not.toThrow();
    mkdirSync(join(root, 'out/small/data'), { recursive: true });
    expect(() => requireNoLinkedOutputs(root, pipelines)).not.toThrow();
  });

  it.each(['out', 'out/small', 'out/small/data', 'out/small/report'])('refuses %s where it is a link', (folder) => {
    mkdirSync(dirname(join(root, folder)), { recursive: true });
    symlinkSync(tmpdir(), join(root, folder));
    expect(() => requireNoLinkedOutputs(root, pipelines)).toThrow(
      `${folder}: is a link: Nx stores no result behind a link, and would replace it with a folder; ` +
        'put the whole clone where the space is, or mount that at out (mount --bind)',
    );
  });
});
