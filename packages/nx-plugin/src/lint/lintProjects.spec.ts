import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ExecutorContext, Task, TaskGraph } from '@nx/devkit';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { lintProjects } from './lintProjects.js';

const installed = fileURLToPath(new URL('../../../../node_modules', import.meta.url));

describe('projects that are linted together', () => {
  let root = '';
  const write = (file: string, text: string): void => {
    mkdirSync(join(root, file, '..'), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'lint-'));
    symlinkSync(installed, join(root, 'node_modules'));
    cpSync(join(installed, '..', '.prettierrc.json'), join(root, '.prettierrc.json'));
    write('package.json', '{ "type": "module" }\n');
    write('eslint.config.js', "export default [{ rules: { 'no-debugger': 'error', 'no-var': 'warn' } }];\n");
    write('packages/good/one.js', 'export const one = 1;\n');
    write('packages/good/picture.png', 'no text');
    write('packages/bad/two.js', 'export const two = 2;\ndebugger;\n');
    write('packages/bad/three.js', 'export const three   = 3;\n');
    write('packages/bad/four.json', '{ "four": }\n');
    write('packages/warned/five.js', 'export var five = 5;\n');
  });
  afterAll(() => {
    rmSync(root, { recursive: true });
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  const lint = async (
    ...projects: readonly (readonly [name: string, projectRoot: string, patterns: readonly string[]])[]
  ) => {
    const tasks = projects.map(([name, projectRoot]): [string, Task] => [
      `${name}:lint`,
      {
        id: `${name}:lint`,
        target: { project: name, target: 'lint' },
        projectRoot,
        overrides: {},
        outputs: [],
        parallelism: true,
        cache: true,
      },
    ]);
    const graph: TaskGraph = {
      roots: [],
      tasks: Object.fromEntries(tasks),
      dependencies: {},
      continuousDependencies: {},
    };
    const options = projects.map(([name, , patterns]): [string, unknown] => [
      `${name}:lint`,
      { eslint: patterns, prettier: patterns },
    ]);
    const context: ExecutorContext = {
      ...{ root, cwd: root, isVerbose: false, nxJsonConfiguration: {} },
      ...{ projectsConfigurations: { version: 2, projects: {} }, projectGraph: { nodes: {}, dependencies: {} } },
    };
    const results: Record<string, { success: boolean; terminalOutput: string }> = {};
    for await (const { task, result } of lintProjects(graph, Object.fromEntries(options), {}, context))
      results[task] = result;
    return results;
  };
  const inPackages = (...names: readonly string[]) =>
    names.map((name) => [name, `packages/${name}`, [`packages/${name}`]] as const);

  it.each([{}, { CI: 'true' }, { FORCE_COLOR: '1' }])(
    'each have their own findings where the environment has %j',
    async (set) => {
      for (const [name, value] of Object.entries(set)) vi.stubEnv(name, value);
      const results = await lint(...inPackages('good', 'bad', 'warned'), ['workspace', '.', ['*.js']]);
      expect(results['good:lint']).toEqual({ success: true, terminalOutput: '' });
      expect(results['workspace:lint']).toEqual({ success: true, terminalOutput: '' });
      expect(results['bad:lint']?.success).toBe(false);
      expect(results['bad:lint']?.terminalOutput.split('\n')).toEqual([
        "packages/bad/two.js:2:1: Unexpected 'debugger' statement. (no-debugger)",
        'packages/bad/three.js: is not as prettier has it: prettier --write packages/bad/three.js',
        expect.stringMatching(/^packages\/bad\/four\.json: SyntaxError: /),
        '',
      ]);
      expect(results['warned:lint']).toEqual({
        success: false,
        terminalOutput: 'packages/warned/five.js:1:8: Unexpected var, use let or const instead. (no-var)\n',
      });
    },
    60_000,
  );

  it('fail together where a program cannot run, with its words', async () => {
    await expect(lint(['none', 'packages/none', ['packages/none']])).rejects.toThrow(/No files matching/);
  }, 60_000);
});
