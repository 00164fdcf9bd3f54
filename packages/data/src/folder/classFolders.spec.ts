import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageFault } from '@bcos-bench/vocabulary';
import { classFolders } from './classFolders.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'classes-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function make(...paths: string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), '');
  }
}

/** The first `count` image files of a folder. */
function images(folder: string, count: number, ending = 'png'): string[] {
  return Array.from({ length: count }, (_, k) => `${folder}/${k}.${ending}`);
}

function paths(split: 'train' | 'test'): string[] {
  return classFolders(root).images[split].map(({ relativePath }) => relativePath);
}

/** How many images of each class both splits have. */
function counts(): Record<string, number> {
  const { classes, images } = classFolders(root);
  const all = [...images.train, ...images.test];
  return Object.fromEntries(classes.map((name) => [name, all.filter(({ className }) => className === name).length]));
}

it('takes the folders train and test where both are there', () => {
  make(
    'train/dog/1.png',
    'train/cat/2.JPG',
    'test/cat/3.jpeg',
    'train/cat/notes.txt',
    'train/.hidden/4.png',
    'stray.png',
  );
  expect(classFolders(root).classes).toEqual(['cat', 'dog']);
  expect(paths('train').toSorted()).toEqual(['train/cat/2.JPG', 'train/dog/1.png']);
  expect(paths('test')).toEqual(['test/cat/3.jpeg']);
  expect(classFolders(root).images.test[0]?.className).toBe('cat');
  expect(classFolders(root).notes).toEqual([
    'passed over: 1 file that is no image by its name (.txt 1): train/cat/notes.txt',
    'passed over: 1 image in no class folder: stray.png',
    'passed over: 1 hidden or system file or folder: train/.hidden',
  ]);
});

describe('divides the images of a folder without train and test', () => {
  it('keeps about every tenth image for testing, and each where it was when others come', () => {
    make(...Array.from({ length: 400 }, (_, k) => `${k % 2 === 0 ? 'cat' : 'dog'}/${k}.png`));
    const before = paths('test');
    expect(before.length).toBeGreaterThan(20);
    expect(before.length).toBeLessThan(60);
    expect(paths('train')).toHaveLength(400 - before.length);
    make('cat/new-1.png', 'cat/new-2.png', 'cat/new-3.png');
    expect(paths('test').filter((path) => !path.includes('new'))).toEqual(before);
  });

  it('mixes the classes in the order of the index', () => {
    make(...Array.from({ length: 100 }, (_, k) => `${k < 50 ? 'cat' : 'dog'}/${k}.png`));
    const cats = paths('train')
      .slice(0, 20)
      .filter((path) => path.startsWith('cat')).length;
    expect(cats).toBeGreaterThan(3);
    expect(cats).toBeLessThan(17);
  });

  it('gives each class of two images or more one in each split', () => {
    for (let k = 0; k < 60; k += 1) make(...images(`class-${k}`, 2 + (k % 3)));
    make('single/1.png');
    const { classes, images: found } = classFolders(root);
    for (const name of classes.filter((each) => each !== 'single')) {
      for (const split of ['train', 'test'] as const) {
        expect(found[split].filter(({ className }) => className === name).length).toBeGreaterThan(0);
      }
    }
    expect(found.train.length + found.test.length).toBe(60 * 3 + 1);
  });
});

describe('finds the folders of the splits', () => {
  it.each([
    ['Train', 'Test', []],
    ['training', 'testing', []],
    ['TRAIN', 'val', ['the test images are those of val/: no test/ has class folders']],
    ['train', 'Validation', ['the test images are those of Validation/: no test/ has class folders']],
  ])('%s and %s', (train, test, notes) => {
    make(`${train}/cat/1.png`, `${train}/dog/1.png`, `${test}/cat/1.png`, `${test}/dog/1.png`);
    const found = classFolders(root);
    expect([found.classes, found.notes]).toEqual([['cat', 'dog'], notes]);
    expect(paths('test').toSorted()).toEqual([`${test}/cat/1.png`, `${test}/dog/1.png`]);
  });

  it('takes val for testing where test has no classes, and says so', () => {
    make('train/cat/1.png', 'train/dog/1.png', 'val/cat/1.png', 'val/dog/1.png', ...images('test', 6));
    expect(paths('test')).toHaveLength(2);
    expect(classFolders(root).notes).toEqual([
      'the test images are those of val/: no test/ has class folders',
      'passed over: 6 images in no class folder: test/0.png, test/1.png, test/2.png, …',
    ]);
  });

  it('names other folders that are passed over', () => {
    make('train/cat/1.png', 'train/dog/1.png', 'test/cat/1.png', 'test/dog/1.png', 'val/cat/9.png', 'extra/8.png');
    expect(classFolders(root).notes).toEqual([
      'passed over: 2 images of folders that are neither for training nor for testing: extra/8.png, val/cat/9.png',
    ]);
  });

  it.each([
    [
      ['train/cat/1.png', 'train/dog/1.png', 'test/1.png'],
      'test: holds 1 image in no class folder, so that its class is not known',
    ],
    [
      ['train/1.png', 'train/2.png', 'test/1.png'],
      'test: holds 1 image in no class folder, so that its class is not known',
    ],
    [['train/1.png', 'train/2.png'], 'train: holds 2 images in no class folder, so that their classes are not known'],
    [['train/cat/1.png', 'train/dog/1.png'], ': holds train/ with class folders, but no test/ or val/ with class'],
    [['val/cat/1.png', 'val/dog/1.png', 'test/cat/1.png'], 'but no train/ with class folders; add it, or give'],
    [['train/a/1.png', 'Train/a/1.png', 'test/a/1.png'], 'train: is a second folder for one split, besides Train/'],
  ])('refuses %j', (files, line) => {
    make(...files);
    expect(() => classFolders(root)).toThrow(line);
  });

  it('lets a class be called train', () => {
    make(...images('train', 3), ...images('car', 3));
    expect(counts()).toEqual({ car: 3, train: 3 });
  });
});

describe('lists as ImageFolder does', () => {
  it('follows links to class folders and to images', () => {
    make(...images('store/cat', 3), ...images('store/dog', 2), 'images/fox/1.png', 'images/fox/2.png');
    symlinkSync('../store/cat', join(root, 'images/cat'));
    symlinkSync(join(root, 'store/dog/0.png'), join(root, 'images/fox/3.png'));
    root = join(root, 'images');
    expect(counts()).toEqual({ cat: 3, fox: 3 });
    root = dirname(root);
  });

  it('takes images of sub-folders, at any depth', () => {
    make(...images('n01/images', 3), 'n01/1.png', ...images('n02/a/b/c', 2));
    expect(counts()).toEqual({ n01: 4, n02: 2 });
  });

  it('takes the same formats, in capitals too, and counts the rest by ending', () => {
    make(...['jpg', 'JPEG', 'png', 'ppm', 'bmp', 'pgm', 'tif', 'tiff', 'webp'].flatMap((end) => images(`cat`, 1, end)));
    make('dog/1.WebP', 'dog/2.gif', 'dog/3.GIF', 'dog/4.heic', 'dog/README');
    expect(counts()).toEqual({ cat: 9, dog: 1 });
    expect(classFolders(root).notes).toEqual([
      'passed over: 4 files that are no images by their names (.gif 2, without an ending 1, .heic 1): dog/2.gif, dog/3.GIF, dog/4.heic, …',
    ]);
  });

  it('orders classes by code points, as Python does', () => {
    make('10/1.png', '2/1.png', 'B/1.png', 'a/1.png', '\u{1F431}/1.png', '\u{FF5E}/1.png');
    expect(classFolders(root).classes).toEqual(['10', '2', 'B', 'a', '\u{FF5E}', '\u{1F431}']);
  });

  it('keeps classes that differ only in capitals apart', () => {
    make(...images('Cat', 2), ...images('cat', 3));
    expect(counts()).toEqual({ Cat: 2, cat: 3 });
  });
});

it('takes composed and decomposed names for one class, but not two folders of one split', () => {
  const [composed, decomposed] = ['caf\u00e9', 'cafe\u0301'];
  make(`train/${composed}/1.png`, 'train/dog/1.png', `test/${decomposed}/2.png`, 'test/dog/2.png');
  const { classes, images } = classFolders(root);
  expect(classes).toEqual([composed, 'dog']);
  expect(images.test.map(({ relativePath }) => relativePath).toSorted()).toEqual([
    `test/${composed}/2.png`,
    'test/dog/2.png',
  ]);
  make(`train/${decomposed}/1.png`);
  expect(() => classFolders(root)).toThrow('is a second folder of that name, written in other characters');
});

it('passes over what systems leave behind, and counts it', () => {
  make(...images('cat', 2), ...images('dog', 2), ...images('@eaDir', 2), ...images('__MACOSX/cat', 2));
  make('cat/.DS_Store', 'cat/Thumbs.db', 'cat/._0.png', '.ipynb_checkpoints/1.png', 'cat/@eaDir/0.png');
  expect(counts()).toEqual({ cat: 2, dog: 2 });
  expect(classFolders(root).notes).toEqual([
    'passed over: 7 hidden or system files and folders: .ipynb_checkpoints, @eaDir, __MACOSX, …',
  ]);
});

it('fails where a class would be lost', () => {
  make(...images('cat', 2), ...images('dog', 2), 'eel/1.gif');
  mkdirSync(join(root, 'ant'));
  expect(() => classFolders(root)).toThrow(`${root}: holds no image of class 'ant', 'eel': they would be lost; put`);
});

describe('what would hang or hide images is one line', () => {
  beforeEach(() => make(...images('cat', 2), ...images('dog', 2)));

  it.each([
    [
      'a dangling image',
      'cat/gone.png',
      '/nowhere.png',
      'cat/gone.png: is a link to what is not there; repair it or remove it',
    ],
    ['a dangling class', 'eel', '/nowhere', 'eel: is a link to what is not there; repair it or remove it'],
    ['a link to itself', 'eel', 'eel', 'eel: is a link that leads in a circle; repair it or remove it'],
    ['a link to the folder above', 'cat/up', '..', 'cat/up/cat: is a link to a folder that holds it; remove the link'],
    ['a link to its own folder', 'cat/self', '.', 'cat/self: is a link to a folder that holds it; remove the link'],
    ['a device', 'cat/zero.png', '/dev/zero', 'cat/zero.png: is a device, neither a folder nor a regular file'],
  ])('%s', (_name, path, target, line) => {
    symlinkSync(target, join(root, path));
    expect(() => classFolders(root)).toThrow(line);
  });

  it('a named pipe', () => {
    execFileSync('mkfifo', [join(root, 'cat', 'pipe'), join(root, 'cat', 'pipe.png')]);
    expect(() => classFolders(root)).toThrow('cat/pipe.png: is a named pipe, neither a folder nor a regular file');
    rmSync(join(root, 'cat', 'pipe.png'));
    expect(classFolders(root).notes[0]).toContain('(without an ending 1): cat/pipe');
    expect(() => classFolders(join(root, 'cat', 'pipe'))).toThrow('pipe: is a named pipe, neither a folder');
  });
});

it('needs a source', () => {
  expect(() => classFolders(undefined)).toThrow(UsageFault);
  expect(() => classFolders(undefined)).toThrow('--source: is needed for --dataset folder');
});

it('needs a folder, images and two classes', () => {
  expect(() => classFolders(join(root, 'absent'))).toThrow(`${join(root, 'absent')}: is not there; give a folder`);
  make('cat/notes.txt');
  expect(() => classFolders(root)).toThrow(`${root}: holds images of 0 classes`);
  make('cat/1.png');
  expect(() => classFolders(root)).toThrow(`${root}: holds images of 1 class, not of two`);
  expect(() => classFolders(join(root, 'cat/1.png'))).toThrow('cat/1.png: is a file, not a folder');
});
