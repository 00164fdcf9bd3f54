import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cacheFolder } from './cacheFolder.js';

it.each([
  ['linux', { HOME: '/home/ada' }, '/home/ada/.cache/bcos-bench'],
  ['darwin', { HOME: '/home/ada' }, '/home/ada/Library/Caches/bcos-bench'],
  ['linux', { HOME: '/home/ada', XDG_CACHE_HOME: '/fast' }, '/fast/bcos-bench'],
  ['linux', { HOME: '/home/ada', XDG_CACHE_HOME: '' }, '/home/ada/.cache/bcos-bench'],
  ['darwin', { XDG_CACHE_HOME: '/fast', BCOS_CACHE_DIR: '/shared' }, '/shared/bcos-bench'],
  ['linux', {}, join(homedir(), '.cache', 'bcos-bench')],
] as const)('on %s with %o it is %s', (platform, env, folder) => {
  expect(cacheFolder(env, platform)).toBe(folder);
});
