import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Fault, UsageFault } from '@bcos-bench/vocabulary';
import { nativePlatforms, tensorFlowVersion } from './nativePlatform.js';
import { wheelList } from './tensorFlow.js';

let withGpu: string;
beforeAll(() => {
  withGpu = mkdtempSync(join(tmpdir(), 'bcos-gpu-'));
  writeFileSync(join(withGpu, 'nvidia-smi'), '');
});
afterAll(() => rmSync(withGpu, { recursive: true }));

test.each([
  ['linux', 'x64', false, '', ['linux-x64-cpu']],
  ['linux', 'x64', true, '', ['linux-x64-gpu', 'linux-x64-cpu']],
  ['linux', 'x64', true, 'cpu', ['linux-x64-cpu']],
  ['linux', 'x64', false, 'gpu', ['linux-x64-gpu']],
  ['linux', 'arm64', true, '', ['linux-arm64-cpu']],
  ['darwin', 'arm64', false, '', ['darwin-arm64-cpu']],
] as const)('%s %s, GPU %s, BCOS_ENGINE "%s": %j', (os, arch, gpu, asked, names) => {
  const machine = { os, arch, env: { PATH: gpu ? withGpu : '/nowhere', BCOS_ENGINE: asked } };
  expect(nativePlatforms(machine).map(({ name }) => name)).toEqual(names);
});

test('a machine without a wheel is told which have one', () => {
  const machine = { os: 'darwin', arch: 'x64', env: {} } as const;
  expect(() => nativePlatforms(machine)).toThrow(Fault);
  expect(() => nativePlatforms(machine)).toThrow(
    /no wheel for darwin-x64-cpu; use one of linux-x64-gpu, .*darwin-arm64-cpu$/,
  );
});

test('a mistyped BCOS_ENGINE is wrong usage', () => {
  const machine = { os: 'linux', arch: 'x64', env: { BCOS_ENGINE: 'cuda' } } as const;
  expect(() => nativePlatforms(machine)).toThrow(UsageFault);
  expect(() => nativePlatforms(machine)).toThrow("BCOS_ENGINE: 'cuda' is not an engine; set it to cpu or gpu");
});

test.each([
  ['linux', 'x64', 'cpu'],
  ['linux', 'x64', 'gpu'],
  ['linux', 'arm64', 'cpu'],
  ['darwin', 'arm64', 'cpu'],
] as const)('the wheels of %s %s %s are pinned with a hash each', (os, arch, engine) => {
  const [platform] = nativePlatforms({ os, arch, env: { BCOS_ENGINE: engine } });
  const lines = readFileSync(wheelList(platform), 'utf8').trim().split('\n');
  const wheels = lines.filter((line) => !line.startsWith('#'));
  for (const wheel of wheels) expect(wheel).toMatch(/^[a-z0-9-]+==[0-9.]+ --hash=sha256:[0-9a-f]{64}$/);
  const tensorFlow = wheels.filter((line) => /^tensorflow(-cpu)?==/.test(line));
  expect(tensorFlow.map((line) => line.split(/==| /)[1])).toEqual([tensorFlowVersion]);
});
