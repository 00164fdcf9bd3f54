import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { gpuName } from './gpuName.js';

const folder = mkdtempSync(join(tmpdir(), 'gpu-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'nvidia-smi'), '#!/bin/sh\necho "NVIDIA H100 asked for $*"\necho "NVIDIA T4"\n');
chmodSync(join(folder, 'nvidia-smi'), 0o755);
const PATH = [folder, process.env['PATH'] ?? ''].join(delimiter);

describe('gpuName', () => {
  it('is that of the first GPU', () => {
    expect(gpuName({ PATH })).toBe('NVIDIA H100 asked for --query-gpu=name --format=csv,noheader');
  });
  it('is that of the first GPU that CUDA shows', () => {
    expect(gpuName({ PATH, CUDA_VISIBLE_DEVICES: '1,0' })).toMatch(/ --id=1$/);
  });
  it('is the kind alone where nvidia-smi does not say', () => {
    expect(gpuName({ PATH: '/nowhere' })).toBe('GPU');
  });
});
