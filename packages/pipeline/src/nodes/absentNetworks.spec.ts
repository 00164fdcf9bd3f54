import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { absentNetworks } from './absentNetworks.js';
import { pipelineSchema } from '../schema/pipelineSchema.js';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'absent-'));
  mkdirSync(join(root, 'weights'));
  writeFileSync(join(root, 'weights/there.pt'), '');
});
afterAll(() => {
  rmSync(root, { recursive: true });
  vi.unstubAllEnvs();
});

const imported = (from: string) => ({ title: from, import: { from, published: 'https://example.org', arch: 'auto' } });
const spec = pipelineSchema.parse({
  title: 'Small',
  data: { dataset: 'shapes' },
  networks: {
    a: imported('there.pt'),
    b: imported('not-there.pt'),
    c: { title: 'C', train: { arch: 'resnet8' } },
    d: { title: 'D', checkpoint: 'pretrained/d' },
  },
  attacks: [],
  report: { tables: [], figures: [] },
});

it('are those whose file is neither in WEIGHTS_DIR nor in weights/', () => {
  vi.stubEnv('WEIGHTS_DIR', '');
  expect([...absentNetworks(spec, root)]).toEqual(['b']);
  const elsewhere = join(root, 'elsewhere');
  mkdirSync(elsewhere);
  writeFileSync(join(elsewhere, 'not-there.pt'), '');
  vi.stubEnv('WEIGHTS_DIR', elsewhere);
  expect([...absentNetworks(spec, root)]).toEqual([]);
});
