import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workspaceAround } from './workspaceAround.js';

describe('workspaceAround', () => {
  let root = '';
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'bcos-around-'));
    mkdirSync(join(root, 'clone/pipelines/drafts'), { recursive: true });
    writeFileSync(join(root, 'clone/nx.json'), '{}');
    writeFileSync(join(root, 'nx.json'), '{}');
  });
  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  it.each(['', 'pipelines', 'pipelines/drafts'])('is found from the folder %j in it', (folder) => {
    expect(workspaceAround(join(root, 'clone', folder))).toBe(join(root, 'clone'));
  });

  it('is missed in a line elsewhere', () => {
    expect(() => workspaceAround(root)).toThrow(
      `${root}: is in no workspace with pipelines; run this in a clone of B-cos Bench`,
    );
  });
});
