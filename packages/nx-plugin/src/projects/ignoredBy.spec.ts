import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ignoredBy } from './ignoredBy.js';

let around = '';
let root = '';
beforeEach(() => {
  around = realpathSync(mkdtempSync(join(tmpdir(), 'ignored-')));
  root = join(around, 'deeper/workspace');
  mkdirSync(join(root, 'pipelines'), { recursive: true });
  execFileSync('git', ['init', '--quiet', around]);
});
afterEach(() => rmSync(around, { recursive: true }));

describe('the rule that has git pass over a file', () => {
  it('is named by a path from the workspace where it stands in it', () => {
    writeFileSync(join(root, 'pipelines/.gitignore'), '\n*.yaml\n');
    expect(ignoredBy(root, 'pipelines/a.yaml')).toBe('pipelines/.gitignore:2 (*.yaml)');
  });

  it('is named by its whole path where it stands around the workspace', () => {
    writeFileSync(join(around, '.gitignore'), 'deeper\n');
    expect(ignoredBy(root, 'pipelines/a.yaml')).toBe(`${join(around, '.gitignore')}:1 (deeper)`);
  });

  it('is named where it is no .gitignore', () => {
    writeFileSync(join(around, '.git/info/exclude'), '*.yaml\n');
    expect(ignoredBy(root, 'pipelines/a.yaml')).toBe(`${join(around, '.git/info/exclude')}:1 (*.yaml)`);
  });

  it('is null where there is none', () => {
    expect(ignoredBy(root, 'pipelines/a.yaml')).toBeNull();
  });
});
