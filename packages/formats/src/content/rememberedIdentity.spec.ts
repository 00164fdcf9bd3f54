import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { only } from '@bcos-bench/vocabulary';
import { rememberedIdentity } from './rememberedIdentity.js';

let folder = '';
let memory = '';
let file = '';
let computed = 0;
/** How long after the files were made the identity is asked for, in milliseconds. */
let later = 10_000;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'memory-'));
  memory = join(folder, 'memory');
  file = join(folder, 'source');
  write(file, 'content');
  computed = 0;
  later = 10_000;
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Always with the same time of change, as an unpacked archive or `cp -p` has it. */
function write(path: string, content: string, seconds = 1000): void {
  writeFileSync(path, content);
  utimesSync(path, seconds, seconds);
}

function identity(source = file, compute: () => string = () => `computed ${++computed}`): Promise<string> {
  const clock = (): number => Date.now() + later;
  return rememberedIdentity(source, [source], () => Promise.resolve(compute()), { folder: memory, clock });
}

it('is computed once', async () => {
  expect([await identity(), await identity()]).toEqual(['computed 1', 'computed 1']);
});

it('is computed again for another time, size or path', async () => {
  await identity();
  utimesSync(file, 1000, 1001);
  expect(await identity()).toBe('computed 2');
  write(file, 'content and more', 1001);
  expect(await identity()).toBe('computed 3');
  writeFileSync(join(folder, 'other'), 'content');
  expect(await identity(join(folder, 'other'))).toBe('computed 4');
});

describe('another content of the same size and time', () => {
  const content = (): Promise<string> => identity(file, () => readFileSync(file, 'utf8'));

  it('is seen where the file is written anew', async () => {
    expect(await content()).toBe('content');
    write(file, 'another');
    expect(await content()).toBe('another');
  });

  it('is seen where another file takes the place', async () => {
    const other = join(folder, 'other');
    write(other, 'another');
    expect(await content()).toBe('content');
    renameSync(other, file);
    expect(await content()).toBe('another');
  });

  it('is seen where a link leads to another file', async () => {
    const [a, b, link] = ['a', 'b', 'link'].map((name) => join(folder, name)) as [string, string, string];
    write(a, 'content');
    write(b, 'another');
    const linked = (): Promise<string> => identity(link, () => readFileSync(link, 'utf8'));
    symlinkSync(a, link);
    expect(await linked()).toBe('content');
    rmSync(link);
    symlinkSync(b, link);
    expect(await linked()).toBe('another');
  });

  it('is seen where it is written within the step of the clock, so that nothing else tells', async () => {
    later = 1_900;
    expect(await content()).toBe('content');
    expect(readdirSyncOrNone(memory)).toEqual([]);
    write(file, 'another');
    expect(await content()).toBe('another');
  });
});

function readdirSyncOrNone(path: string): string[] {
  return statSync(path, { throwIfNoEntry: false }) === undefined ? [] : readdirSync(path);
}

it('is not trusted where a time is younger than two seconds, also with an old memory of it', async () => {
  await identity();
  later = 0;
  expect([await identity(), await identity()]).toEqual(['computed 2', 'computed 3']);
  later = 10_000;
  expect(await identity()).toBe('computed 1');
});

it('is not trusted where the time of change lies in the future', async () => {
  write(file, 'content', Date.now() / 1000 + 3600);
  expect([await identity(), await identity()]).toEqual(['computed 1', 'computed 2']);
});

it('reads again what changes while it is read, and gives up where that never ends', async () => {
  const once = await identity(file, () => {
    computed += 1;
    if (computed === 1) write(file, 'written while it was read');
    return `computed ${computed}`;
  });
  expect(once).toBe('computed 2');
  write(file, 'fresh');
  const endless = identity(file, () => {
    write(file, `content ${++computed}`.repeat(computed));
    return 'torn';
  });
  await expect(endless).rejects.toThrow(`${file}: changes while it is read; give a folder or a file whose content`);
});

it('is computed where the memory is damaged, and is then remembered again', async () => {
  await identity();
  const name = only(readdirSync(memory));
  for (const damaged of ['', '{', '{"stamp":1}', 'null']) {
    writeFileSync(join(memory, name), damaged);
    const again = await identity();
    expect(await identity()).toBe(again);
  }
  expect(computed).toBe(5);
});

it('takes no byte of the memory on trust', async () => {
  await identity();
  const name = only(readdirSync(memory));
  const whole = readFileSync(join(memory, name));
  copyFileSync(join(memory, name), join(folder, 'kept'));
  for (const [place, byte] of whole.entries()) {
    const flipped = Buffer.from(whole);
    flipped[place] = byte ^ 1;
    writeFileSync(join(memory, name), flipped);
    const before = computed;
    const found = await identity();
    expect([`computed ${before + 1}`, 'computed 1']).toContain(found);
    if (found === 'computed 1') expect(computed).toBe(before);
    copyFileSync(join(folder, 'kept'), join(memory, name));
  }
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

it.skipIf(process.platform === 'win32')('opens no named pipe, as a source or as a memory', async () => {
  await identity();
  const name = only(readdirSync(memory));
  rmSync(join(memory, name));
  execFileSync('mkfifo', [join(memory, name), join(folder, 'pipe')]);
  expect([await identity(), await identity()]).toEqual(['computed 2', 'computed 2']);
  await expect(identity(join(folder, 'pipe'))).rejects.toThrow('pipe: is a named pipe, not a regular file; give');
});
