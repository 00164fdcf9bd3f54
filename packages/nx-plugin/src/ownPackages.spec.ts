import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const script = `const { requireOwnPackages } = await import(${JSON.stringify(new URL('../ownPackages.mjs', import.meta.url).href)});
  try { requireOwnPackages(process.argv[1]); console.log('fine'); } catch (error) { console.log(error.message); }`;

/** What is said of a workspace. */
const said = (root: string): string =>
  execFileSync(process.execPath, ['--input-type=module', '-e', script, root], { encoding: 'utf8' }).trim();

describe('requireOwnPackages', () => {
  let [own, other] = ['', ''];
  const write = (root: string, path: string, value: object): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), JSON.stringify(value));
  };
  /** A clone of two packages; `installed` is the version of zod in its node_modules. */
  const makeClone = (installed: string): string => {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'bcos-own-')));
    write(root, 'packages/stage/package.json', { name: '@bcos-bench/stage' });
    const dependencies = { '@bcos-bench/stage': '0.1.0', zod: '4.0.0' };
    write(root, 'packages/attack/package.json', { name: '@bcos-bench/attack', dependencies });
    write(root, 'package-lock.json', {
      packages: {
        '': { version: '0.1.0' },
        'node_modules/zod': { version: '4.0.0' },
        'node_modules/eslint': { version: '10.0.0', dev: true },
        'node_modules/other-platform': { version: '1.0.0', optional: true },
      },
    });
    write(root, 'node_modules/zod/package.json', { version: installed });
    mkdirSync(join(root, 'node_modules/@bcos-bench'));
    symlinkSync('../../packages/stage', join(root, 'node_modules/@bcos-bench/stage'));
    return root;
  };
  const replace = (path: string, target: string): void => {
    rmSync(join(own, path), { recursive: true });
    symlinkSync(target, join(own, path));
  };
  beforeEach(() => {
    own = makeClone('4.0.0');
    other = makeClone('4.0.0');
  });
  afterEach(() => {
    for (const root of [own, other]) rmSync(root, { recursive: true });
  });

  it('finds nothing wrong with what npm installs', () => {
    expect(said(own)).toBe('fine');
  });

  it('refuses the node_modules of another clone, and says that its content is not to be removed', () => {
    replace('node_modules', join(other, 'node_modules'));
    expect(said(own)).toBe(
      `packages/attack would load @bcos-bench/stage, which is in ${other}/packages/stage and not in ${own}/packages/stage; ` +
        `node_modules is a link: remove the link, not what it points to, and run npm ci in ${own}`,
    );
  });

  it.each(['node_modules/@bcos-bench', 'node_modules/@bcos-bench/stage', 'packages/stage', 'packages/attack'])(
    'refuses %s of another clone',
    (path) => {
      replace(path, join(other, path));
      expect(said(own)).toContain(`is in ${other}/packages/`);
    },
  );

  it("refuses a copy of another clone in a package's own node_modules", () => {
    write(own, 'packages/attack/node_modules/@bcos-bench/stage/package.json', { name: '@bcos-bench/stage' });
    expect(said(own)).toContain(`is in ${own}/packages/attack/node_modules/@bcos-bench/stage and not in`);
  });

  it('takes links to what is not of the workspace, in the versions of the lock file', () => {
    replace('node_modules/zod', join(other, 'node_modules/zod'));
    expect(said(own)).toBe('fine');
  });

  it('refuses another version than that of the lock file, which is the one that is hashed', () => {
    write(own, 'node_modules/zod/package.json', { version: '3.9.0' });
    expect(said(own)).toBe(
      `node_modules/zod has version 3.9.0, where package-lock.json says 4.0.0; run npm ci in ${own}`,
    );
    rmSync(join(own, 'node_modules/zod'), { recursive: true });
    expect(said(own)).toBe(`node_modules/zod is not there, where package-lock.json says 4.0.0; run npm ci in ${own}`);
  });

  it('says where a package is that is not linked at all', () => {
    rmSync(join(own, 'node_modules/@bcos-bench'), { recursive: true });
    expect(said(own)).toBe(`packages/attack finds no @bcos-bench/stage; run npm ci in ${own}`);
  });
});
