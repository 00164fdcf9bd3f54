import { expect, test } from 'vitest';
import { compiler, linkCommand, unitCommand, type AddonBuild } from './compileAddon.js';
import { nativePlatforms } from './nativePlatform.js';

const linux = { os: 'linux', arch: 'x64', env: { BCOS_ENGINE: 'cpu' } } as const;
const mac = { os: 'darwin', arch: 'arm64', env: {} } as const;
const sources = { units: ['/ours/ops.cc'], includes: ['/node-api', '/tfjs'], digest: '0' };

const buildOn = (machine: typeof linux | typeof mac): AddonBuild => {
  const platform = nativePlatforms(machine)[0];
  return { machine, platform, sources, tensorFlow: '/cache/tensorflow-2', folder: '/cache/addons' };
};

test('a source is compiled against the headers of Node, tfjs-node and TensorFlow', () => {
  const command = unitCommand(buildOn(linux), '/ours/ops.cc', '/ops.o');
  const includes = command.filter((flag) => flag.startsWith('-I'));
  expect(command[0]).toBe('g++');
  expect(includes).toEqual(['-I/node-api', '-I/tfjs', '-I/cache/tensorflow-2/tensorflow/include']);
  expect(command.slice(-4)).toEqual(['-c', '/ours/ops.cc', '-o', '/ops.o']);
});

test('on x86 it asks for no more of the processor than TensorFlow does', () => {
  const command = unitCommand(buildOn(linux), '/ours/ops.cc', '/ops.o');
  expect(command.filter((flag) => flag.startsWith('-m'))).toEqual(['-mavx']);
});

test('the addon finds the libraries relative to itself', () => {
  const command = linkCommand(buildOn(linux), ['/ops.o'], '/made.node');
  expect(command).toContain('-Wl,-rpath,$ORIGIN/../tensorflow-2/tensorflow');
  expect(command.indexOf('/ops.o')).toBeLessThan(
    command.indexOf('/cache/tensorflow-2/tensorflow/libtensorflow_cc.so.2'),
  );
  expect(command.slice(-2)).toEqual(['-o', '/made.node']);
});

test('on a Mac clang links the dylibs and leaves the symbols of Node open', () => {
  const command = linkCommand(buildOn(mac), ['/ops.o'], '/made.node');
  expect(command[0]).toBe('clang++');
  expect(command).toContain('dynamic_lookup');
  expect(command).toContain('/cache/tensorflow-2/tensorflow/libtensorflow_cc.2.dylib');
  expect(command).toContain('-Wl,-rpath,@loader_path/../tensorflow-2/tensorflow');
});

test('CXX may hold a launcher', () => {
  const machine = { ...linux, env: { ...linux.env, CXX: ' ccache  clang++ ' } };
  expect(compiler(machine, nativePlatforms(machine)[0])).toEqual(['ccache', 'clang++']);
});
