import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Fault, UsageFault } from '@bcos-bench/vocabulary/fault';
import { readManifest } from '@bcos-bench/formats';
import { partialFolder, resumeFolder } from './outputPlace.js';
import { writeOutputFile, writeOutputFolder } from './outputFolder.js';

let parent = '';
let out = '';
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'output-'));
  out = join(parent, 'out');
});
afterEach(() => rmSync(parent, { recursive: true }));

const settings = { stage: 'bcos-test', inputs: {}, force: false, patience: 0 };

/** What a stage has written, and the manifest of it. */
const FILES = ['manifest.json', 'manifest.sha256', 'result'];

function fill(folder: string, text: string): void {
  writeFileSync(join(folder, 'result'), text);
}

function write(text: string): Promise<void> {
  return writeOutputFolder(out, settings, (folder) => {
    fill(folder, text);
    return Promise.resolve();
  });
}

const result = (): string => readFileSync(join(out, 'result'), 'utf8');

function failure(code: string): Error {
  return Object.assign(new Error(`${code}: no luck`), { code });
}

it('appears when it is complete, and not before', async () => {
  await writeOutputFolder(out, settings, (folder) => {
    expect(folder).toBe(partialFolder(out));
    expect(existsSync(out)).toBe(false);
    writeFileSync(join(folder, 'result'), 'x');
    return Promise.resolve();
  });
  expect(readdirSync(parent)).toEqual(['out']);
  expect(readdirSync(out)).toEqual(FILES);
  expect(readManifest(out)?.stage).toBe('bcos-test');
});

it('is replaced as a whole', async () => {
  await write('stale');
  writeFileSync(join(out, 'timing.json'), '{}');
  await write('new');
  expect(result()).toBe('new');
  expect(readdirSync(out).sort()).toEqual(FILES);
  expect(readdirSync(parent)).toEqual(['out']);
});

it('stays a link where it is one, and what the link names is made and replaced', async () => {
  const disk = join(parent, 'disk');
  mkdirSync(disk);
  symlinkSync('disk/result', out);
  for (const text of ['first', 'second']) {
    await write(text);
    expect(readFileSync(join(disk, 'result', 'result'), 'utf8')).toBe(text);
  }
  expect(readdirSync(disk)).toEqual(['result']);
  expect(readdirSync(parent).sort()).toEqual(['disk', 'out']);
});

it('is as it was where the writing throws, and nothing is left over', async () => {
  await write('first');
  const bug = new Error('a bug');
  await expect(
    writeOutputFolder(out, settings, (folder) => {
      writeFileSync(join(folder, 'result'), 'half');
      return Promise.reject(bug);
    }),
  ).rejects.toBe(bug);
  expect(result()).toBe('first');
  expect(readdirSync(parent)).toEqual(['out']);
});

it('clears what a killed run has left, but not what it can resume from before it is done', async () => {
  mkdirSync(partialFolder(out), { recursive: true });
  writeFileSync(join(partialFolder(out), 'half'), 'x');
  mkdirSync(resumeFolder(out));
  await writeOutputFolder(out, settings, (folder) => {
    expect(readdirSync(folder)).toEqual([]);
    expect(existsSync(resumeFolder(out))).toBe(true);
    fill(folder, 'whole');
    return Promise.resolve();
  });
  expect(result()).toBe('whole');
  expect(readdirSync(parent)).toEqual(['out']);
});

it('keeps what it can resume from where it fails', async () => {
  await expect(
    writeOutputFolder(out, settings, () => {
      mkdirSync(resumeFolder(out));
      return Promise.reject(new Fault({ what: 'stopped' }));
    }),
  ).rejects.toThrow('stopped');
  expect(existsSync(resumeFolder(out))).toBe(true);
  await write('whole');
  expect(readdirSync(parent)).toEqual(['out']);
});

it('is the older one again where a run was killed between two renames', async () => {
  const old = join(partialFolder(out), '..', 'old');
  await write('older');
  mkdirSync(partialFolder(out), { recursive: true });
  renameSync(out, old);
  await expect(
    writeOutputFolder(out, settings, () => {
      expect(result()).toBe('older');
      return Promise.reject(new Error('no luck'));
    }),
  ).rejects.toThrow('no luck');
  expect(result()).toBe('older');
  expect(readdirSync(parent)).toEqual(['out']);
});

it('keeps the complete result where something else has taken its place meanwhile, and says where', async () => {
  const written = writeOutputFolder(out, settings, (folder) => {
    fill(folder, 'complete');
    mkdirSync(out);
    writeFileSync(join(out, 'thesis.tex'), 'mine');
    return Promise.resolve();
  });
  await expect(written).rejects.toThrow(
    `${out}: holds thesis.tex, which no stage has made; choose another --out, or replace it with --force; the result is in ${partialFolder(out)}`,
  );
  expect(readdirSync(out)).toEqual(['thesis.tex']);
  expect(readFileSync(join(partialFolder(out), 'result'), 'utf8')).toBe('complete');
});

describe('of two at a time', () => {
  it('lets the second say who the first is, and touch nothing', async () => {
    await writeOutputFolder(out, settings, async (folder) => {
      writeFileSync(join(folder, 'half'), 'x');
      const second = writeOutputFolder(out, settings, () => Promise.reject(new Error('not reached')));
      await expect(second).rejects.toThrow(
        new RegExp(`^${out}: another bcos-test \\(process ${process.pid} on .+, since .+\\) writes to it; wait until`),
      );
      await expect(second).rejects.toMatchObject({ exitCode: 1 });
      expect(readdirSync(folder)).toEqual(['half']);
      fill(folder, 'first');
    });
    expect(result()).toBe('first');
    expect(readdirSync(parent)).toEqual(['out']);
  });

  it('lets the second wait for one that is about to end', async () => {
    let end: () => void = () => undefined;
    const ending = new Promise<void>((resolve) => {
      end = resolve;
    });
    const first = writeOutputFolder(out, settings, async (folder) => {
      fill(folder, 'first');
      await ending;
    });
    const second = writeOutputFolder(out, { ...settings, patience: 60_000 }, (folder) => {
      expect(result()).toBe('first');
      fill(folder, 'second');
      return Promise.resolve();
    });
    end();
    await Promise.all([first, second]);
    expect(result()).toBe('second');
    expect(readdirSync(parent)).toEqual(['out']);
  });
});

it('does not call itself unwritable where an input cannot be read', async () => {
  const unreadable = Object.assign(failure('EACCES'), { path: join(parent, 'checkpoint', 'model.json') });
  await expect(writeOutputFolder(out, settings, () => Promise.reject(unreadable))).rejects.toBe(unreadable);
  const inside = (folder: string): Error => Object.assign(failure('EACCES'), { path: join(folder, 'model.json') });
  const written = writeOutputFolder(out, settings, (folder) => Promise.reject(inside(folder)));
  await expect(written).rejects.toThrow(`${out}: cannot be written (EACCES: no luck)`);
});

it.each(['ENOSPC', 'EACCES', 'EROFS'])('is a fault on %s', async (code) => {
  const written = writeOutputFolder(out, settings, () => Promise.reject(failure(code)));
  await expect(written).rejects.toBeInstanceOf(Fault);
  await expect(written).rejects.toThrow(`${out}: cannot be written (${code}: no luck); free some space`);
});

it('leaves other errors of the file system as they are', async () => {
  const error = failure('ENOENT');
  await expect(writeOutputFolder(out, settings, () => Promise.reject(error))).rejects.toBe(error);
});

it('is a fault where a file is in the way of its parent', async () => {
  writeFileSync(join(parent, 'file'), '');
  const written = writeOutputFolder(join(parent, 'file', 'out'), settings, () => Promise.resolve());
  await expect(written).rejects.toBeInstanceOf(Fault);
});

it('can be a file, which is replaced in one rename where the user means it', async () => {
  writeFileSync(out, 'older');
  const replace = (force: boolean): Promise<void> =>
    writeOutputFile(out, { ...settings, force }, (folder) => {
      expect(folder).toBe(partialFolder(out));
      expect(readFileSync(out, 'utf8')).toBe('older');
      writeFileSync(join(folder, 'out'), 'newer');
      return Promise.resolve();
    });
  await expect(replace(false)).rejects.toThrow(
    `${out}: is there already; choose another --out, or replace it with --force`,
  );
  expect(readFileSync(out, 'utf8')).toBe('older');
  await replace(true);
  expect(readFileSync(out, 'utf8')).toBe('newer');
  expect(readdirSync(parent)).toEqual(['out']);
});

it('leaves the older file where the new one fails, and takes no folder for a file', async () => {
  const forced = { ...settings, force: true };
  writeFileSync(out, 'older');
  await expect(writeOutputFile(out, forced, () => Promise.reject(new Error('no luck')))).rejects.toThrow('no luck');
  expect(readFileSync(out, 'utf8')).toBe('older');
  expect(readdirSync(parent)).toEqual(['out']);
  const toFolder = writeOutputFile(parent, forced, () => Promise.resolve());
  await expect(toFolder).rejects.toThrow(`${parent}: is a folder; name a file with --out`);
  await expect(toFolder).rejects.toBeInstanceOf(UsageFault);
});
