import type { ProjectConfiguration } from '@nx/devkit';
import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createNodes } from './checksPlugin.js';
import { endToEndSpecs } from './endToEnd.js';

const workspaceRoot = resolve(import.meta.dirname, '../../../..');
const packages = readdirSync(resolve(workspaceRoot, 'packages')).filter((name) =>
  existsSync(resolve(workspaceRoot, 'packages', name, 'package.json')),
);

describe('the checks of the workspace', () => {
  let projects: Record<string, Omit<ProjectConfiguration, 'root'>>;
  beforeAll(async () => {
    const files = ['package.json', ...packages.map((name) => `packages/${name}/package.json`)];
    const nodes = await createNodes[1](files, undefined, { workspaceRoot, nxJsonConfiguration: {} });
    projects = Object.fromEntries(nodes.flatMap(([, { projects: made = {} }]) => Object.entries(made)));
  });
  const target = (folder: string, name: string) => projects[folder]?.targets?.[name];

  it('are build, lint and test of every package, each cached', () => {
    for (const name of packages) {
      const targets = projects[`packages/${name}`]?.targets ?? {};
      expect(Object.keys(targets)).toEqual(['build', 'lint', 'test']);
      expect(Object.values(targets).every(({ cache }) => cache === true)).toBe(true);
    }
  });

  it('are no nodes of pipelines', () => {
    expect(Object.keys(projects).sort()).toEqual(
      ['.', 'bench', 'e2e', 'pretrained', 'release', ...packages.map((name) => `packages/${name}`)].sort(),
    );
  });

  it('have TensorFlow made ready where specs compute with it, also through another package, and not elsewhere', () => {
    const native = [{ projects: ['engine'], target: 'native' }];
    for (const name of ['engine', 'models', 'attack']) {
      expect(target(`packages/${name}`, 'test')?.dependsOn).toEqual(native);
    }
    expect(target('packages/formats', 'test')?.dependsOn).toBeUndefined();
    expect(target('packages/pipeline', 'test')?.dependsOn).toBeUndefined();
  });

  it('count what the files say that specs read outside of their packages', () => {
    expect(target('packages/attack', 'test')?.inputs).toContain('{workspaceRoot}/docs/attacks.md');
    expect(target('packages/pipeline', 'test')?.inputs).toContain('{workspaceRoot}/pipelines/*.yaml');
  });

  it('keep the outcome of specs with what is cached', () => {
    expect(target('packages/report', 'test')?.outputs).toEqual(['{workspaceRoot}/.nx/specs/report.json']);
    expect(target('e2e', 'e2e--page')?.outputs).toEqual(['{workspaceRoot}/.nx/specs/e2e--page.json']);
  });

  it('are, end to end, a target for each file of specs, and one for all', () => {
    const files = readdirSync(resolve(workspaceRoot, 'e2e'), { recursive: true, encoding: 'utf8' });
    const specs = files.filter((file) => file.endsWith('.spec.ts')).map((file) => file.replace('.spec.ts', ''));
    expect(Object.keys(endToEndSpecs).sort()).toEqual(specs.sort());
    const targets = Object.keys(projects['e2e']?.targets ?? {}).filter((name) => name.startsWith('e2e--'));
    expect(targets).toHaveLength(specs.length);
    expect(target('e2e', 'e2e')?.dependsOn).toEqual(targets);
  });

  it('depend, end to end, on the packages that are run and on those that they import', () => {
    const inputs = target('e2e', 'e2e--killedAttack')?.inputs ?? [];
    for (const name of ['attack', 'adversary', 'models', 'vocabulary']) {
      expect(inputs).toContain(`{workspaceRoot}/packages/${name}/**/*`);
    }
    expect(inputs).not.toContain('{workspaceRoot}/packages/report/**/*');
    expect(inputs).toContain('!{workspaceRoot}/e2e/smoke.spec.ts');
    expect(inputs).not.toContain('!{workspaceRoot}/e2e/killedAttack.spec.ts');
    expect(target('e2e', 'e2e--smoke')?.inputs).toContain('{workspaceRoot}/packages/**/*');
  });

  it('are those of packages alone where Nx asks about packages alone', async () => {
    const nodes = await createNodes[1](['packages/random/package.json'], undefined, {
      workspaceRoot,
      nxJsonConfiguration: {},
    });
    expect(nodes.map(([file]) => file)).toEqual(['packages/random/package.json']);
  });
});
