import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { gitCommit, withCommit } from './gitCommit.js';

const folder = mkdtempSync(join(tmpdir(), 'commit-'));
afterAll(() => rmSync(folder, { recursive: true }));

function git(...words: readonly string[]): string {
  const who = ['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...who, ...words], { cwd: folder, encoding: 'utf8', stdio: 'pipe' }).trim();
}

describe('gitCommit', () => {
  it('is none outside of git, and none before the first commit', () => {
    expect(gitCommit(folder)).toBeNull();
    git('init');
    expect(gitCommit(folder)).toBeNull();
  });

  it('is what is checked out, also beside a file that git does not track, and dirty where a tracked one differs', () => {
    writeFileSync(join(folder, 'tracked'), 'one');
    git('add', 'tracked');
    git('commit', '-m', 'one');
    const commit = git('rev-parse', 'HEAD');
    writeFileSync(join(folder, 'untracked'), '');
    expect(gitCommit(folder)).toBe(commit);
    writeFileSync(join(folder, 'tracked'), 'two');
    expect(gitCommit(folder)).toBe(`${commit}-dirty`);
    expect(withCommit({ HOME: '/home/x' }, folder)).toEqual({ HOME: '/home/x', BCOS_COMMIT: `${commit}-dirty` });
  });
});

describe('withCommit', () => {
  it('leaves what is set already', () => {
    expect(withCommit({ BCOS_COMMIT: 'of-a-container' }, folder)).toEqual({ BCOS_COMMIT: 'of-a-container' });
  });
  it('says nothing where git knows nothing', () => {
    expect(withCommit({ HOME: '/home/x' }, '/')).toEqual({ HOME: '/home/x' });
  });
});
