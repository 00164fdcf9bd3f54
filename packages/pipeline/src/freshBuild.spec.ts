import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
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
    write('node_modules/typescript/bin/tsc', compiler);
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it('builds once, and again only after a source has changed or gone', () => {
    build();
    build();
    expect(builds()).toBe(1);
    utimesSync(join(root, 'packages/pipeline/src/index.ts'), new Date(), new Date(Date.now() + 1000));
    build();
    expect(builds()).toBe(2);
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
