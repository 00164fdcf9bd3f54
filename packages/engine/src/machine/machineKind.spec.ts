import { describe, expect, it } from 'vitest';
import { machineKind } from './machineKind.js';

describe('machineKind', () => {
  it('is what BCOS_MACHINE says', () => {
    expect(machineKind({ BCOS_MACHINE: 'cluster-h100' })).toBe('cluster-h100');
  });

  it('names system, architecture and instructions, and no GPU where none is visible', () => {
    const kind = machineKind({ CUDA_VISIBLE_DEVICES: '-1' });
    expect(kind).toMatch(new RegExp(`^${process.platform}-${process.arch}-(plain|avx|avx2|avx512)-cpu$`));
  });

  it('names a setting that chooses other kernels', () => {
    const kind = machineKind({ BCOS_ENGINE: 'cpu', TF_ENABLE_ONEDNN_OPTS: '0' });
    expect(kind).toMatch(/-cpu TF_ENABLE_ONEDNN_OPTS=0$/);
  });
});
