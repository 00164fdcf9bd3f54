import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { installedPackages } from './installedPackages.js';
import { writeJson } from './json.js';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'installed-')));
afterAll(() => rmSync(root, { recursive: true }));

function install(folder: string, name: string, version: string, dependencies: readonly string[] = []): void {
  mkdirSync(join(root, folder), { recursive: true });
  const asked = Object.fromEntries(dependencies.map((dependency) => [dependency, '^1.0.0']));
  writeJson(join(root, folder, 'package.json'), { name, version, dependencies: asked });
}

beforeAll(() => {
  install('packages/attack', '@bcos-bench/attack', '0.1.0', ['@bcos-bench/stage', 'yargs', 'absent']);
  install('packages/stage', '@bcos-bench/stage', '0.2.0', ['zod', '@scope/arrow', '@bcos-bench/attack']);
  install('node_modules/yargs', 'yargs', '18.2.0', ['of-yargs']);
  install('node_modules/of-yargs', 'of-yargs', '1.0.0');
  install('node_modules/zod', 'zod', '4.0.0');
  install('packages/stage/node_modules/zod', 'zod', '3.0.0');
  install('node_modules/@scope/arrow', '@scope/arrow', '21.2.0');
  mkdirSync(join(root, 'node_modules/@bcos-bench'));
  for (const name of ['attack', 'stage']) {
    symlinkSync(join(root, 'packages', name), join(root, 'node_modules/@bcos-bench', name));
  }
});

it('has what is installed of the package and of the workspace’s packages under it, and no more', () => {
  const module = pathToFileURL(join(root, 'packages/attack/dist/attackStage.js')).href;
  expect(installedPackages(module)).toEqual({
    '@bcos-bench/attack': '0.1.0',
    yargs: '18.2.0',
    zod: '3.0.0',
    '@scope/arrow': '21.2.0',
  });
});

it('knows this package', () => {
  const versions = installedPackages(import.meta.url);
  expect(versions['@bcos-bench/formats']).toMatch(/^\d+\.\d+\.\d+/);
  expect(versions['zod']).toMatch(/^4\./);
});
