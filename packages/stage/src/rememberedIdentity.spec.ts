import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { rememberedIdentity } from './rememberedIdentity.js';

let folder = '';
let memory = '';
let file = '';
let computed = 0;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'memory-'));
  memory = join(folder, 'memory');
  file = join(folder, 'source');
  writeFileSync(file, 'content');
  utimesSync(file, 1000, 1000);
  computed = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

function identity(source = file): Promise<string> {
  return rememberedIdentity(source, [source], () => Promise.resolve(`computed ${++computed}`), memory);
}

it('is computed once', async () => {
  expect([await identity(), await identity()]).toEqual(['computed 1', 'computed 1']);
});

it('is computed again for another time, size or path', async () => {
  await identity();
  utimesSync(file, 1000, 1001);
  expect(await identity()).toBe('computed 2');
  writeFileSync(file, 'content and more');
  utimesSync(file, 1000, 1001);
  expect(await identity()).toBe('computed 3');
  writeFileSync(join(folder, 'other'), 'content');
  expect(await identity(join(folder, 'other'))).toBe('computed 4');
});

it('is computed where the memory is damaged, and is then remembered again', async () => {
  await identity();
  const [name = ''] = readdirSync(memory);
  for (const damaged of ['', '{', '{"stamp":1}', 'null']) {
    writeFileSync(join(memory, name), damaged);
    const again = await identity();
    expect(await identity()).toBe(again);
  }
  expect(computed).toBe(5);
});

it('is computed each time where nothing can be remembered', async () => {
  writeFileSync(memory, 'a file where the folder should be');
  expect([await identity(), await identity()]).toEqual(['computed 1', 'computed 2']);
});

it('leaves no other file behind', async () => {
  mkdirSync(memory);
  await Promise.all([identity(), identity(), identity()]);
  expect(readdirSync(memory)).toHaveLength(1);
});
