import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const script = `const { ensureBuilt } = await import(${JSON.stringify(new URL('../freshBuild.mjs', import.meta.url).href)});
  await ensureBuilt(process.argv[1]).catch((error) => { console.error(error.message); process.exitCode = 1; });`;
const words = ['--input-type=module', '-e', script];

/** Stands in for the compiler: notes the call, takes a while, and fails where the source says so. */
const compiler = `
const { appendFileSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
appendFileSync('builds.log', 'built ');
mkdirSync('packages/pipeline/dist', { recursive: true });
writeFileSync('packages/pipeline/dist/.tsbuildinfo', '');
const wrong = readFileSync('packages/pipeline/src/index.ts', 'utf8') === 'wrong';
if (wrong) console.log('index.ts(1,1): error');
setTimeout(() => process.exit(wrong ? 1 : 0), 300);
`;

describe('ensureBuilt', () => {
  let root = '';
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const build = (): void => {
    execFileSync(process.execPath, [...words, root], { stdio: 'pipe' });
  };
  const builds = (): number => {
    const log = join(root, 'builds.log');
    return existsSync(log) ? readFileSync(log, 'utf8').trim().split(' ').length : 0;
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'bcos-build-'));
    write('tsconfig.json', JSON.stringify({ references: [{ path: 'packages/pipeline' }] }));
    write('tsconfig.base.json', '{}');
    write('packages/pipeline/package.json', '{}');
    write('packages/pipeline/tsconfig.json', '{}');
    write('packages/pipeline/src/index.ts', 'good');
    write('packages/pipeline/src/gone.ts', 'good');
    write('node_modules/typescript-7/bin/tsc', compiler);
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it('is asked for by two plugins of one process at once, and compiles once', () => {
    const both = script.replace(
      /await ensureBuilt.*$/s,
      `const [one, two] = [1, 2].map(() => ensureBuilt(process.argv[1]));
      await Promise.all([one, two]);
      console.log(one === two);`,
    );
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', both, root], { encoding: 'utf8' });
    expect([said, builds()]).toEqual(['true\n', 1]);
  });

  it('builds once, and again only after a source has changed or gone', () => {
    build();
    build();
    expect(builds()).toBe(1);
    write('packages/pipeline/src/index.ts', 'good, and other');
    build();
    expect(builds()).toBe(2);
  });

  it.each([
    ['an hour before the build', -3_600_000],
    ['at the time that it had', 0],
    ['an hour after the build', 3_600_000],
  ])('builds again where another source is %s, and not where the time alone is another', (_when, later) => {
    const source = join(root, 'packages/pipeline/src/index.ts');
    build();
    const { mtimeMs } = statSync(source);
    utimesSync(source, mtimeMs / 1000, (mtimeMs + later) / 1000);
    build();
    expect(builds()).toBe(1);
    write('packages/pipeline/src/index.ts', 'evil');
    utimesSync(source, mtimeMs / 1000, (mtimeMs + later) / 1000);
    build();
    expect(builds()).toBe(2);
  });

  it.each(['dist/index.js', 'dist/.tsbuildinfo'])('builds again where %s is not as the build left it', (file) => {
    build();
    write(`packages/pipeline/${file}`, 'of another clone');
    build();
    expect(builds()).toBe(2);
  });

  it('reads no byte where nothing was touched since the last time, and all bytes where a file was', async () => {
    build();
    // Within a tick of the file system's clock, a change would not show.
    await setTimeout(1100);
    build();
    const seen = join(root, 'packages/pipeline/dist/.seen');
    const { ino } = statSync(seen);
    build();
    expect([statSync(seen).ino, builds()]).toEqual([ino, 1]);

    const source = join(root, 'packages/pipeline/src/index.ts');
    const { atimeMs, mtimeMs } = statSync(source);
    write('packages/pipeline/src/index.ts', 'evil');
    utimesSync(source, atimeMs / 1000, mtimeMs / 1000);
    build();
    expect(builds()).toBe(2);
  });

  it('takes a build that came along with its sources', () => {
    build();
    const copy = mkdtempSync(join(tmpdir(), 'bcos-build-'));
    cpSync(root, copy, { recursive: true });
    execFileSync(process.execPath, [...words, copy], { stdio: 'pipe' });
    expect(readFileSync(join(copy, 'builds.log'), 'utf8')).toBe('built ');
    rmSync(copy, { recursive: true });
  });

  it('builds again after a source is removed, and not after a spec has changed', () => {
    build();
    write('packages/pipeline/src/index.spec.ts', '');
    build();
    const before = builds();
    write('packages/pipeline/src/index.spec.ts', 'changed');
    build();
    expect(builds()).toBe(before);
    rmSync(join(root, 'packages/pipeline/src/gone.ts'));
    build();
    expect(builds()).toBe(before + 1);
  });

  it("shows the compiler's messages and builds again the next time", () => {
    write('packages/pipeline/src/index.ts', 'wrong');
    expect(build).toThrow('the sources do not compile:\nindex.ts(1,1): error');
    expect(build).toThrow('the sources do not compile');
    write('packages/pipeline/src/index.ts', 'good');
    expect(build).not.toThrow();
  });

  it('builds once where two processes ask at once', async () => {
    const children = [1, 2].map(() => spawn(process.execPath, [...words, root]));
    const codes = await Promise.all(children.map(async (child) => (await once(child, 'exit'))[0] as unknown));
    expect(codes).toEqual([0, 0]);
    expect(builds()).toBe(1);
  });
});

describe('ensureBuilt with the real compiler', () => {
  const folders = { rootDir: 'src', outDir: 'dist', tsBuildInfoFile: 'dist/.tsbuildinfo' };
  // Reading the types of the language takes most of the time, and nothing here needs more than their names.
  const options = { ...folders, composite: true, noLib: true, types: [] };
  const needed = 'Array Boolean CallableFunction Function IArguments NewableFunction Number Object RegExp String';
  let root = '';
  const inRoot = (path: string): string => join(root, path);
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(inRoot(path)), { recursive: true });
    writeFileSync(inRoot(path), text);
  };
  const built = (): string => {
    execFileSync(process.execPath, [...words, root], { stdio: 'pipe' });
    return readFileSync(inRoot('packages/pipeline/dist/value.js'), 'utf8');
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'bcos-build-'));
    write('tsconfig.json', JSON.stringify({ files: [], references: [{ path: 'packages/pipeline' }] }));
    write('packages/pipeline/package.json', '{}');
    write('packages/pipeline/tsconfig.json', JSON.stringify({ compilerOptions: options, include: ['src'] }));
    write(
      'packages/pipeline/src/names.d.ts',
      needed.replaceAll(/\w+/g, 'interface $& {}').replace('Array', 'Array<T>'),
    );
    write('packages/pipeline/src/value.ts', 'export const value = 1;\n');
    symlinkSync(resolve(import.meta.dirname, '../../../node_modules'), inRoot('node_modules'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it('runs what the source says, though the source is older than the build', () => {
    expect(built()).toContain('value = 1');
    write('packages/pipeline/src/value.ts', 'export const value = 2;\n');
    utimesSync(inRoot('packages/pipeline/src/value.ts'), 1, 1);
    expect(built()).toContain('value = 2');
  });

  it('puts back what was changed in its own output', () => {
    const before = built();
    write('packages/pipeline/dist/value.js', 'export const value = 3;\n');
    expect(built()).toBe(before);
  });
});
