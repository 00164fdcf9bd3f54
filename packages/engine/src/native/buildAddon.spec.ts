import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Fault, only } from '@bcos-bench/vocabulary';
import { addonFile } from './addonFile.js';
import { buildAddon } from './buildAddon.js';
import type { Machine } from './machine.js';
import type { prebuiltAddon } from './prebuiltAddon.js';

let folder: string;
let machine: Machine;
let said: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bcos-build-'));
  const env = { PATH: folder, BCOS_CACHE_DIR: join(folder, 'cache'), BCOS_ENGINE: 'cpu' };
  machine = { os: 'linux', arch: 'x64', env };
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Puts a program of that name, a Node script, in the only folder of PATH; each run of it is a line in `runs`. */
function fake(name: string, script: string): void {
  const record = `require('fs').appendFileSync(${JSON.stringify(join(folder, 'runs'))}, '${name}\\n');`;
  writeFileSync(join(folder, name), `#!${process.execPath}\n${record}\n${script}\n`, { mode: 0o755 });
}

const runs = (): readonly string[] => readFileSync(join(folder, 'runs'), 'utf8').trim().split('\n');
const build = (): Promise<string> => buildAddon(machine, (line) => said.push(line));

const PIP_WORKS = `
  const fs = require('fs'), home = process.argv[process.argv.indexOf('--target') + 1] + '/tensorflow/';
  fs.mkdirSync(home + 'include', { recursive: true });
  fs.mkdirSync(home + 'python');
  for (const name of ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2']) fs.writeFileSync(home + name, '');`;

const pipSays = (line: string): string => `process.stderr.write(${JSON.stringify(line)}); process.exitCode = 1;`;

/** A compiler that has `--version` and makes of any sources the smallest addon that Node can load. */
function compilerOf(version: string): string {
  const smallest = join(folder, 'smallest.node');
  if (!existsSync(smallest)) {
    const source = 'extern "C" void *napi_register_module_v1(void *, void *exports) { return exports; }';
    const command = ['-shared', '-fPIC', '-x', 'c++', '-', '-o', smallest];
    execFileSync(process.env['CXX'] ?? 'c++', command, { input: source });
  }
  return `
  if (process.argv.includes('--version')) console.log('${version}');
  else require('fs').copyFileSync('${smallest}', process.argv[process.argv.indexOf('-o') + 1]);`;
}

test('TensorFlow and the addon are made once, and the addon is found', async () => {
  fake('python3', PIP_WORKS);
  fake('g++', compilerOf('g++ 1'));
  expect(addonFile(machine)).toBeNull();
  const file = await build();
  expect(addonFile(machine)).toBe(file);
  expect(said).toHaveLength(2);
  expect(await build()).toBe(file);
  expect(said).toHaveLength(2);
  expect(runs().filter((name) => name === 'python3')).toHaveLength(1);
  const tensorFlow = only(readdirSync(join(folder, 'cache', 'bcos-bench')).filter((name) => name !== 'addons'));
  expect(readdirSync(join(folder, 'cache', 'bcos-bench', tensorFlow, 'tensorflow')).sort()).toEqual([
    'include',
    'libtensorflow_cc.so.2',
    'libtensorflow_framework.so.2',
  ]);
});

/** The path of TensorFlow's larger library in the cache folder, and that of the addon. */
function installed(): readonly [string, string] {
  const cache = join(folder, 'cache', 'bcos-bench');
  const tensorFlow = only(readdirSync(cache).filter((name) => name !== 'addons'));
  return [join(cache, tensorFlow, 'tensorflow', 'libtensorflow_cc.so.2'), realpathSync(addonFile(machine) ?? '')];
}

test.each([
  ['TensorFlow', 0],
  ['the addon', 1],
] as const)('%s, damaged, is found at a start, and made again', async (_what, which) => {
  fake('python3', PIP_WORKS);
  fake('g++', compilerOf('g++ 1'));
  const file = await build();
  const damaged = installed()[which];
  const whole = readFileSync(damaged);
  writeFileSync(damaged, 'cut');
  expect(() => addonFile(machine)).toThrow(
    `${damaged}: is damaged: it is not what was installed; run npx bcos engine, which installs it again`,
  );
  expect(await build()).toBe(file);
  expect(addonFile(machine)).toBe(file);
  expect(readFileSync(damaged).equals(whole)).toBe(true);
});

test('what a version before has installed, without a list, is listed if it loads, and else made again', async () => {
  fake('python3', PIP_WORKS);
  fake('g++', compilerOf('g++ 1'));
  const file = await build();
  const [library, addon] = installed();
  const lists = [join(library, '..', '..', 'installed.json'), `${addon}.json`];
  lists.forEach((list) => rmSync(list));
  expect(addonFile(machine)).toBe(file);
  const before = runs().length;
  await build();
  expect(runs().slice(before)).toEqual(['g++']);
  expect(lists.map((list) => existsSync(list))).toEqual([true, true]);
  lists.forEach((list) => rmSync(list));
  writeFileSync(addon, 'cut');
  expect(await build()).toBe(file);
  expect(addonFile(machine)).toBe(file);
  expect(said).toContain(`${file} does not load: the engine is installed again`);
});

test('another compiler makes another addon; without one the last stays good', async () => {
  fake('python3', PIP_WORKS);
  fake('g++', compilerOf('g++ 1'));
  const first = realpathSync(await build());
  fake('g++', compilerOf('g++ 2'));
  const second = realpathSync(await build());
  expect(second).not.toBe(first);
  rmSync(join(folder, 'g++'));
  expect(realpathSync(await build())).toBe(second);
});

/** A package with a prebuilt addon, whose file holds `content`. */
function prebuilt(content: Buffer | string): typeof prebuiltAddon {
  const file = join(folder, 'addon.node');
  writeFileSync(file, content);
  return () => ({ packageName: '@bcos-bench/engine-linux-x64', version: '1.2.3', file });
}

test('a prebuilt addon that fits is taken, and no compiler is asked for one', async () => {
  fake('python3', PIP_WORKS);
  compilerOf('g++ 1');
  const find = prebuilt(readFileSync(join(folder, 'smallest.node')));
  const file = await buildAddon(machine, (line) => said.push(line), find);
  expect(addonFile(machine)).toBe(file);
  expect(said).toEqual([expect.stringContaining('pip fetches TensorFlow')]);
  fake('g++', compilerOf('g++ 1'));
  expect(await buildAddon(machine, (line) => said.push(line), find)).toBe(file);
  expect(said).toHaveLength(1);
});

test('a prebuilt addon that does not load is left for the compiler, or for the line that one is missing', async () => {
  fake('python3', PIP_WORKS);
  const find = prebuilt('no library');
  await expect(buildAddon(machine, (line) => said.push(line), find)).rejects.toThrow(
    /^the compiler 'g[+][+]' is missing/,
  );
  expect(said.at(-1)).toMatch(
    /^the addon of @bcos-bench\/engine-linux-x64 does not load here, so it is to be compiled: /,
  );
  fake('g++', compilerOf('g++ 1'));
  expect(addonFile(machine)).toBeNull();
  expect(await buildAddon(machine, (line) => said.push(line), find)).toBe(addonFile(machine));
});

test('an addon that does not load is not kept', async () => {
  fake('python3', PIP_WORKS);
  fake(
    'g++',
    `if (!process.argv.includes('--version')) require('fs').writeFileSync(process.argv.at(-1), 'no library');`,
  );
  await expect(build()).rejects.toThrow(/loading the addon failed/);
  expect(addonFile(machine)).toBeNull();
  expect(readdirSync(join(folder, 'cache', 'bcos-bench', 'addons'))).toEqual([]);
});

test.each([
  [
    'no pip',
    pipSays('/usr/bin/python3: No module named pip'),
    /^pip is missing; .*apt-get install python3-pip.*macOS$/,
  ],
  [
    'a wrong hash',
    pipSays('ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.\nExpected sha256 1'),
    /linux-x64-cpu\.txt: pip received a wheel that has another SHA-256/,
  ],
  [
    'no network',
    pipSays('WARNING: Failed to establish a new connection: name resolution\nERROR: No matching distribution found'),
    /^pip cannot reach the package index; check the network/,
  ],
  ['no such wheel', pipSays('ERROR: No matching distribution found for x'), /has no wheel for linux-x64-cpu/],
  [
    'a full disk',
    pipSays('ERROR: [Errno 28] No space left on device'),
    /bcos-bench: the disk is full; free some space/,
  ],
  ['wheels without the libraries', '', /the wheels hold no tensorflow\/include/],
])('%s is one line', async (_name, script, line) => {
  fake('python3', script);
  fake('g++', compilerOf('g++ 1'));
  const failing = build();
  await expect(failing).rejects.toThrow(Fault);
  await expect(failing).rejects.toThrow(line);
  await expect(failing).rejects.not.toThrow(/\n/);
  expect(readdirSync(join(folder, 'cache', 'bcos-bench'))).toEqual([]);
});

test('no Python is one line', async () => {
  fake('g++', compilerOf('g++ 1'));
  await expect(build()).rejects.toThrow(/^python3 is missing, and pip with it; install it with/);
});

test('no compiler is one line, said before anything is fetched', async () => {
  fake('python3', PIP_WORKS);
  await expect(build()).rejects.toThrow(
    /^the compiler 'g\+\+' is missing; .*apt-get install g\+\+.*xcode-select --install/,
  );
  expect(existsSync(join(folder, 'runs'))).toBe(false);
});
