import type { FileMap } from '@nx/devkit';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hashFile } from 'nx/src/hasher/file-hasher.js';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { requireHashedSources } from './hashedSources.js';

describe('requireHashedSources', () => {
  let root = '';
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  /** What Nx knows where it has hashed these files. */
  const fileMap = (files: readonly string[]): FileMap => ({
    projectFileMap: { stage: files.map((file) => ({ file, hash: hashFile(join(root, file)) })) },
    nonProjectFiles: [],
  });
  const sources = ['packages/stage/src/index.ts', 'packages/stage/src/files/json.ts'];
  const weights = 'pretrained/a/model.safetensors';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'bcos-hashed-'));
    for (const file of [...sources, 'packages/stage/src/index.spec.ts', weights]) write(file, `this is ${file}`);
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it('is content where Nx has hashed every source and every file, and asks for no specs', () => {
    expect(() =>
      requireHashedSources(root, ['packages/stage'], [weights], fileMap([...sources, weights])),
    ).not.toThrow();
  });

  it.each([at(sources, 1), weights])('names %s where Nx has another content of it in mind', (file) => {
    const known = fileMap([...sources, weights]);
    write(file, 'now another');
    expect(() => requireHashedSources(root, ['packages/stage'], [weights], known)).toThrow(
      `${file}: Nx has hashed other content, which had the same time stamp or was there a moment ago; ` +
        'run npx nx reset --only-workspace-data, then the same again',
    );
  });

  it('names a source that a .gitignore hides from Nx, and the rule', () => {
    execFileSync('git', ['init', '-q', root]);
    write('.gitignore', 'out\njson.ts\n');
    expect(() => requireHashedSources(root, ['packages/stage'], [], fileMap(sources.slice(0, 1)))).toThrow(
      'packages/stage/src/files/json.ts: Nx does not see it, because .gitignore:2 (json.ts) ignores it, and no result ' +
        'would depend on what it holds; remove the rule, move the workspace to another place, or run git init in it',
    );
  });
});
