import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { hasProgram } from './machine.js';

test('a program is one that PATH leads to', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bcos-machine-'));
  const machine = { os: 'linux', arch: 'x64', env: { PATH: ['/nowhere', folder].join(delimiter) } } as const;
  try {
    expect(hasProgram(machine, 'nvidia-smi')).toBe(false);
    writeFileSync(join(folder, 'nvidia-smi'), '');
    chmodSync(join(folder, 'nvidia-smi'), 0o755);
    expect(hasProgram(machine, 'nvidia-smi')).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
