import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneSources } from './cloneSources.js';

describe('cloneSources', () => {
  let root = '';
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'bcos-sources-'));
    const write = (path: string, value: unknown): void => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), JSON.stringify(value));
    };
    write('packages/stage/package.json', { name: '@x/stage', dependencies: { zod: '4.6.7' } });
    write('packages/models/package.json', { name: '@x/models', dependencies: { '@x/stage': '1', yargs: '18.0.0' } });
    write('packages/attack/package.json', { name: '@x/attack', dependencies: { '@x/models': '1', '@x/stage': '1' } });
    write('packages/report/package.json', {
      name: '@x/report',
      dependencies: { '@x/live': '1' },
      devDependencies: { zod: '4.6.7' },
    });
    write('packages/live/package.json', {
      name: '@x/live',
      dependencies: { '@x/stage': '1' },
      nx: { tags: ['on-request'] },
    });
    write('package-lock.json', {
      packages: {
        '': {},
        'node_modules/yargs': { version: '17.0.0' },
        'packages/models/node_modules/yargs': { version: '18.0.0' },
        'node_modules/zod': { version: '4.6.7' },
      },
    });
  });
  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  it('follows dependencies in the workspace and names what comes from the registry, by the copy that is used', () => {
    expect(cloneSources(root)('attack', [])).toEqual({
      packages: ['attack', 'models', 'stage'],
      externals: ['yargs@18.0.0', 'zod'],
      code: null,
    });
  });

  it('leaves out what only the development needs', () => {
    expect(cloneSources(root)('report', [])).toEqual({ packages: ['report'], externals: [], code: null });
  });

  it('takes in what is run on request, and what that needs, for a node that asks for it', () => {
    expect(cloneSources(root)('report', ['live']).packages).toEqual(['live', 'report', 'stage']);
  });
});
