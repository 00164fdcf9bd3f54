import { expect, test } from 'vitest';
import { compileCommand, compiler } from './compileAddon.js';
import { nativePlatforms } from './nativePlatform.js';

const linux = { os: 'linux', arch: 'x64', env: { BCOS_ENGINE: 'cpu' } } as const;
const mac = { os: 'darwin', arch: 'arm64', env: {} } as const;
const sources = { units: ['/ours/ops.cc'], includes: ['/node-api', '/tfjs'], digest: '0' };

const commandOn = (machine: typeof linux | typeof mac) => {
  const build = { machine, platform: nativePlatforms(machine)[0], sources };
  return compileCommand({ ...build, tensorFlow: '/cache/tensorflow-2', folder: '/cache/addons' }, '/made.node');
};

test('the addon finds the libraries relative to itself', () => {
  const command = commandOn(linux);
  expect(command[0]).toBe('g++');
  expect(command).toContain('-Wl,-rpath,$ORIGIN/../tensorflow-2/tensorflow');
  expect(command).toContain('/cache/tensorflow-2/tensorflow/libtensorflow_cc.so.2');
  expect(command).toContain('-I/cache/tensorflow-2/tensorflow/include');
  expect(command.slice(-2)).toEqual(['-o', '/made.node']);
});

test('on x86 it asks for no more of the processor than TensorFlow does', () => {
  expect(commandOn(linux).filter((flag) => flag.startsWith('-m'))).toEqual(['-mavx']);
});

test('on a Mac clang links the dylibs and leaves the symbols of Node open', () => {
  const command = commandOn(mac);
  expect(command[0]).toBe('clang++');
  expect(command).toContain('dynamic_lookup');
  expect(command).toContain('/cache/tensorflow-2/tensorflow/libtensorflow_cc.2.dylib');
  expect(command).toContain('-Wl,-rpath,@loader_path/../tensorflow-2/tensorflow');
});

test('CXX may hold a launcher', () => {
  const machine = { ...linux, env: { ...linux.env, CXX: ' ccache  clang++ ' } };
  expect(compiler(machine, nativePlatforms(machine)[0])).toEqual(['ccache', 'clang++']);
});
