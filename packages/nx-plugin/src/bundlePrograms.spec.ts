import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const script = `const { bundlePrograms } = await import(${JSON.stringify(new URL('../bundlePrograms.mjs', import.meta.url).href)});
  await bundlePrograms(process.argv[1]);`;

describe('bundlePrograms', () => {
  let root = '';
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const program = (name: string): string => join(root, 'packages', name, 'dist/program/main.js');
  /** Bundles, and says what each program prints and whether it was made again. */
  const bundled = (): Record<'one' | 'two', [string, string]> => {
    execFileSync(process.execPath, ['--input-type=module', '-e', script, root], { stdio: 'pipe' });
    const outcome = (name: string): [string, string] => {
      const made = statSync(program(name)).mtimeMs === 1000 ? 'kept' : 'made';
      utimesSync(program(name), 1, 1);
      return [execFileSync(process.execPath, [program(name)], { encoding: 'utf8' }).trim(), made];
    };
    return { one: outcome('one'), two: outcome('two') };
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'bcos-bundle-'));
    write('tsconfig.json', JSON.stringify({ references: [{ path: 'packages/one' }, { path: 'packages/two' }] }));
    for (const name of ['one', 'two']) {
      write(`packages/${name}/package.json`, JSON.stringify({ type: 'module', programs: ['main.js'] }));
    }
    write('packages/one/dist/value.js', 'export const value = 1;\n');
    write('packages/one/dist/main.js', "import { value } from './value.js';\nconsole.log(value);\n");
    write('packages/two/dist/main.js', 'console.log(2);\n');
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it('makes programs again where a part of them has changed, and leaves the others', () => {
    expect(bundled()).toEqual({ one: ['1', 'made'], two: ['2', 'made'] });
    expect(bundled()).toEqual({ one: ['1', 'kept'], two: ['2', 'kept'] });
    write('packages/one/dist/value.js', 'export const value = 3;\n');
    expect(bundled()).toEqual({ one: ['3', 'made'], two: ['2', 'kept'] });
  });

  it('makes them again by other settings', () => {
    bundled();
    write('package-lock.json', '{}');
    expect(bundled()).toEqual({ one: ['1', 'made'], two: ['2', 'made'] });
  });

  it('puts back what somebody has changed or removed of them', () => {
    bundled();
    const before = readFileSync(program('one'), 'utf8');
    writeFileSync(program('one'), 'console.log(4);\n');
    rmSync(join(root, 'packages/two/dist/program/main.d.ts'));
    expect(bundled()).toEqual({ one: ['1', 'made'], two: ['2', 'made'] });
    expect(readFileSync(program('one'), 'utf8')).toBe(before);
  });
});
