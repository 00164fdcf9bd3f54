import { expect, test } from 'vitest';
import { nativePlatforms } from './nativePlatform.js';
import { pipCommand, tensorFlowFolder, wheelList } from './tensorFlow.js';

const machine = (engine: string) => ({
  os: 'linux' as const,
  arch: 'x64',
  env: { BCOS_ENGINE: engine, BCOS_CACHE_DIR: '/cache', PYTHON: '/opt/python' },
});

test('pip takes the wheels of one Python, with hashes, for the platform', () => {
  const [platform] = nativePlatforms(machine('gpu'));
  const command = pipCommand(machine('gpu'), platform, '/made');
  expect(command.slice(0, 6)).toEqual(['/opt/python', '-m', 'pip', 'install', '--target', '/made']);
  expect(command).toContain('--require-hashes');
  expect(command.join(' ')).toContain('--python-version 3.12 --implementation cp --abi cp312');
  expect(command.join(' ')).toContain('--platform manylinux_2_27_x86_64 --platform manylinux_2_17_x86_64');
  expect(command.at(-1)).toBe(wheelList(platform));
});

test('each platform has a folder of its own', () => {
  const [cpu, gpu] = ['cpu', 'gpu'].map((engine) =>
    tensorFlowFolder(machine(engine), nativePlatforms(machine(engine))[0]),
  );
  expect(cpu).toMatch(/^\/cache\/bcos-bench\/tensorflow-2\.21\.0-linux-x64-cpu-[0-9a-f]{12}$/);
  expect(gpu).toMatch(/^\/cache\/bcos-bench\/tensorflow-2\.21\.0-linux-x64-gpu-[0-9a-f]{12}$/);
});
