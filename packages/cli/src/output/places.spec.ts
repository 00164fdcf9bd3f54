import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stageExitCode, type Stage } from '../command/stageCommand.js';
import type { CommonFlags } from '@bcos-bench/vocabulary';
import { entriesBelow } from './entriesBelow.js';
import { requireReplaceable } from './outputGuard.js';

// A folder of a spec's own, laid out as `home/work`: the home folder, and the working folder in it.
let [root, home, work] = ['', '', ''];
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'places-')));
  [home, work] = [join(root, 'home'), join(root, 'home', 'work')];
  mkdirSync(work, { recursive: true });
  vi.stubEnv('HOME', home);
  vi.spyOn(process, 'cwd').mockReturnValue(work);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(root, { recursive: true });
});

interface Flags extends CommonFlags {
  data: string | undefined;
}

const stage: Stage<Flags> = {
  name: 'bcos-attack',
  describe: 'Stands in for an attack.',
  example: '--out out/x',
  flags: (parser) => parser.options({ data: { type: 'string' } }),
  inputs: ({ data }) => ({ '--data': data }),
  run: (_flags, { folder }) => {
    file(join(folder, 'result'), 'new');
    return Promise.resolve();
  },
};

/** Runs the stage, and returns its exit code and what it complained of. */
async function run(...words: readonly string[]): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const listener = { say: () => undefined, complain: (line: string) => lines.push(line.replaceAll(root, '')) };
  const code = await stageExitCode(stage, words, listener);
  return { code, lines };
}

function file(path: string, text = 'mine'): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const at = (...names: string[]): string => join(work, ...names);

/** A folder as a stage makes it. */
function made(path: string, by = 'bcos-attack', ...files: string[]): void {
  const names = ['result', ...files];
  for (const name of names) file(join(path, name), 'old');
  const manifest = { version: 1, stage: by, files: Object.fromEntries(names.map((name) => [name, {}])) };
  file(join(path, 'manifest.json'), JSON.stringify(manifest));
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}

/** Every entry below the root with its kind and its content. */
function everything(): Record<string, string> {
  const found: [string, string][] = [...entriesBelow(root)].map(({ path, kind }) => {
    const whole = join(root, path);
    const isLink = lstatSync(whole).isSymbolicLink();
    const content = isLink ? readlinkSync(whole) : kind === 'file' ? readFileSync(whole) : '';
    return [path, `${kind} ${createHash('sha256').update(content).digest('hex')}`];
  });
  return Object.fromEntries(found);
}

const newAt = (path: string): boolean =>
  existsSync(join(path, 'result')) && readFileSync(join(path, 'result'), 'utf8') === 'new';

describe('is made or replaced', () => {
  it.each<[string, () => void, string]>([
    ['where nothing is', () => undefined, 'out'],
    ['where nothing is, below folders that are not there', () => undefined, 'a/b/out'],
    ['an empty folder', () => mkdirSync(at('out')), 'out'],
    ["the stage's own folder", () => made(at('out'), 'bcos-attack', 'figures/1.svg'), 'out'],
    [
      "the stage's own folder, with times, events and what a file manager leaves",
      () => {
        made(at('out'));
        for (const name of ['timing.json', 'manifest.sha256', 'tensorboard/events', '.DS_Store']) file(at('out', name));
      },
      'out',
    ],
    [
      'what an older version of the stage has made',
      () => {
        for (const name of ['samples.parquet', 'examples.arrow', 'summary.json', 'timing.json']) file(at('out', name));
      },
      'out',
    ],
    [
      "a link to the stage's own folder",
      () => {
        made(join(root, 'disk/out'));
        link(join(root, 'disk/out'), at('out'));
      },
      'out',
    ],
    [
      'a link to an empty folder',
      () => {
        mkdirSync(join(root, 'disk'));
        link('../../disk', at('out'));
      },
      'out',
    ],
    [
      'a link to nothing',
      () => {
        mkdirSync(join(root, 'disk'));
        link('../../disk/out', at('out'));
      },
      'out',
    ],
    [
      'a link to a link',
      () => {
        mkdirSync(join(root, 'disk'));
        link('../../disk/out', at('second'));
        link('second', at('out'));
      },
      'out/',
    ],
    [
      'a place in a folder that is a link',
      () => {
        mkdirSync(join(root, 'disk'));
        link('../../disk', at('a'));
      },
      'a/out',
    ],
    [
      "beside a user's own folders of like names",
      () => {
        for (const name of ['.out.old', '.out.partial', '.out.resume']) file(at(name, 'thesis.tex'));
      },
      'out',
    ],
  ])('%s', async (_, prepare, out) => {
    prepare();
    const before = Object.entries(everything()).filter(
      ([path]) => !/(^|\/)(disk|out)(\/|$)/.test(path) || path.includes('/.out.'),
    );
    const links = Object.entries(everything()).filter(([, what]) => what.startsWith('other'));
    expect(await run('--out', at(out))).toEqual({ code: 0, lines: [] });
    expect(newAt(at(out))).toBe(true);
    expect(Object.keys(everything()).filter((path) => path.endsWith('.bcos') || path.endsWith('/thesis.tex'))).toEqual(
      before.map(([path]) => path).filter((path) => path.endsWith('/thesis.tex')),
    );
    expect(Object.entries(everything())).toEqual(expect.arrayContaining([...before, ...links]));
  });
});

/** Places that stay as they are, with what the line says of each; the third is what else is on the command line. */
type Refused = readonly [name: string, prepare: () => void, out: () => string, line: string, words?: () => string[]];

const other = '; choose another --out';
const orForce = `${other}, or replace it with --force`;
const plainly = (): string => at('out');

const refused: readonly Refused[] = [
  ['a file', () => file(at('out')), plainly, `is a file${orForce}`],
  ['an empty file', () => file(at('out'), ''), plainly, `is a file${orForce}`],
  [
    "a folder with a user's file",
    () => file(at('out/thesis.tex')),
    plainly,
    `holds thesis.tex, which no stage has made${orForce}`,
  ],
  [
    "a folder with a user's empty folder",
    () => mkdirSync(at('out/notes'), { recursive: true }),
    plainly,
    `holds notes, which no stage has made${orForce}`,
  ],
  [
    "a stage's folder with a user's file in it",
    () => {
      made(at('out'));
      file(at('out/notes/today.txt'));
    },
    plainly,
    `holds notes/today.txt, which no stage has made${orForce}`,
  ],
  [
    "a stage's folder with a link in it",
    () => {
      made(at('out'));
      link('../thesis', at('out/link'));
    },
    plainly,
    `holds link, which no stage has made${orForce}`,
  ],
  ["another stage's folder", () => made(at('out'), 'bcos-train'), plainly, `was made by bcos-train${orForce}`],
  [
    "another stage's folder of an older version",
    () => {
      for (const name of ['dataset.json', 'train-00000-of-00001.arrow', 'timing.json']) file(at('out', name));
    },
    plainly,
    `was made by bcos-data${orForce}`,
  ],
  [
    'a network from elsewhere',
    () => {
      for (const name of ['config.json', 'model.safetensors']) file(at('out', name));
    },
    plainly,
    'which no stage has made',
  ],
  [
    "a folder with the manifest of somebody's web page",
    () => file(at('out/manifest.json'), '{"name":"page"}'),
    plainly,
    `holds manifest.json, which no stage has made${orForce}`,
  ],
  [
    'a link to a file',
    () => {
      file(at('file'));
      link('file', at('out'));
    },
    plainly,
    `is a file${orForce}`,
  ],
  [
    "a link to a user's folder",
    () => {
      file(at('folder/thesis.tex'));
      link('folder', at('out'));
    },
    plainly,
    'holds thesis.tex',
  ],
  [
    'links in a circle',
    () => {
      link('out', at('second'));
      link('second', at('out'));
    },
    plainly,
    'is a link that leads in a circle; remove the link, or choose another --out',
  ],
  [
    "a user's own .out.bcos",
    () => file(at('.out.bcos/thesis.tex')),
    plainly,
    `holds thesis.tex, which no stage has made; move .out.bcos away, or choose another --out`,
  ],
  ["a user's own file .out.bcos", () => file(at('.out.bcos')), plainly, 'is not a folder of a stage'],
];

const kept: readonly Refused[] = [
  ['an empty name', () => undefined, () => '', '--out: is empty; name a folder to make'],
  ['the working folder by a dot', () => file(at('thesis.tex')), () => '.', 'is the working folder'],
  ['the working folder by its name', () => undefined, () => work, 'is the working folder'],
  [
    'the working folder through a link',
    () => link(work, join(root, 'there')),
    () => join(root, 'there'),
    'is the working folder',
  ],
  ['the folder above it', () => file(join(home, 'thesis.tex')), () => '..', 'holds the working folder'],
  ['the home folder', () => undefined, () => home, 'holds the working folder'],
  ['a folder above both', () => undefined, () => root, 'holds the working folder'],
  ['the root of all folders', () => undefined, () => '/', 'is the root of all folders'],
  ['a repository', () => file(at('out/.git/HEAD')), plainly, 'is a repository'],
  ['a work tree of a repository', () => file(at('out/.git'), 'gitdir: elsewhere'), plainly, 'is a repository'],
  [
    "a stage's folder in which a repository was begun",
    () => {
      made(at('out'));
      file(at('out/.git/HEAD'));
    },
    plainly,
    'is a repository',
  ],
  [
    'a bare repository',
    () => ['HEAD', 'objects/a', 'refs/b'].forEach((name) => file(at('out', name))),
    plainly,
    'is a repository',
  ],
  ['the inside of a repository', () => file(at('.git/HEAD')), () => at('.git'), 'is a repository'],
  ['an input', () => made(at('out')), plainly, 'is the input of --data', () => ['--data', at('out')]],
  [
    'an input by another name',
    () => {
      made(at('data'));
      link('data', at('out'));
    },
    plainly,
    'is the input of --data',
    () => ['--data', at('data')],
  ],
  [
    'a folder above an input',
    () => made(at('out/a/data')),
    plainly,
    'holds the input of --data',
    () => ['--data', at('out/a/data')],
  ],
  [
    'a folder above an input that is named by a link',
    () => {
      made(at('out/data'));
      link('out/data', at('data'));
    },
    plainly,
    'holds the input of --data',
    () => ['--data', at('data')],
  ],
  [
    'a folder with the link by which an input is named',
    () => {
      made(at('data'));
      link('../data', at('out/data'));
    },
    plainly,
    'holds the input of --data',
    () => ['--data', at('out/data')],
  ],
  [
    "an input that is in the stage's own hidden folder",
    () => made(at('.out.bcos/partial')),
    plainly,
    'holds the input of --data',
    () => ['--data', at('.out.bcos/partial')],
  ],
  ['a name of 250 bytes', () => undefined, () => at('é'.repeat(125)), 'a name of 250 bytes is too long'],
  ['a name of 300 bytes', () => undefined, () => at('x'.repeat(300)), 'a name of 300 bytes is too long'],
  ['a FIFO', () => void execFileSync('mkfifo', [at('out')]), plainly, 'is a FIFO'],
];

/** What is said of each, and what is then kept. */
async function isRefused([, prepare, out, line, words]: Refused, ...more: string[]): Promise<void> {
  prepare();
  const before = everything();
  const { code, lines } = await run('--out', out(), ...(words?.() ?? []), ...more);
  expect(code).toBe(2);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(line);
  expect(lines[0]).not.toContain('\n');
  expect(everything()).toEqual(before);
}

describe('is refused, and nothing is touched', () => {
  it.each([...refused, ...kept].map((place) => ({ name: place[0], place })))('$name', ({ place }) => isRefused(place));

  it('a socket', async () => {
    const server = createServer().listen(at('out'));
    try {
      await new Promise((resolve) => server.once('listening', resolve));
      await isRefused(['', () => undefined, plainly, 'is a socket']);
    } finally {
      server.close();
    }
  });

  it('a place below a file, as a fault', async () => {
    file(at('file'));
    const before = everything();
    const { code, lines } = await run('--out', at('file/out'));
    expect([code, lines.length]).toEqual([1, 1]);
    expect(lines[0]).toContain('/file/out: cannot be written (');
    expect(everything()).toEqual(before);
  });
});

describe('with --force', () => {
  it.each(kept.map((place) => ({ name: place[0], place })))('is refused all the same: $name', ({ place }) =>
    isRefused(place, '--force'),
  );

  it.each<[string, () => void, string]>([
    ['a repository within', () => file(at('out/a/b/.git/HEAD')), 'holds the repository a/b'],
    ['a mount point within', () => file(at('out/thesis.tex')), 'holds the mount point disk'],
  ])("a user's folder is refused with %s", (_, prepare, line) => {
    prepare();
    mkdirSync(at('out/disk'), { recursive: true });
    const around = { home, working: work, mounts: { has: (folder: string) => folder === at('out/disk') } };
    const request = { out: at('out'), kind: 'folder', stage: 'bcos-attack', inputs: {}, force: true } as const;
    expect(() => requireReplaceable(request, around)).toThrow(line);
  });

  it("another's folder within an input is refused", async () => {
    made(at('in/data'), 'bcos-data');
    await isRefused(
      ['', () => undefined, () => at('in/data'), 'is a part of the input of --data', () => ['--data', at('in')]],
      '--force',
    );
  });

  it.each<[string, () => void]>([
    ['a file', () => file(at('out'))],
    ["a user's folder", () => file(at('out/a/thesis.tex'))],
    ["another stage's folder", () => made(at('out'), 'bcos-train')],
  ])('%s is replaced', async (_, prepare) => {
    prepare();
    expect(await run('--out', at('out'), '--force')).toEqual({ code: 0, lines: [] });
    expect(newAt(at('out'))).toBe(true);
  });
});

it('takes no mount point, with or without --force', () => {
  mkdirSync(at('out'));
  const around = { home, working: work, mounts: { has: (folder: string) => folder === at('out') } };
  for (const force of [false, true]) {
    const request = { out: at('out'), kind: 'folder', stage: 'bcos-attack', inputs: {}, force } as const;
    expect(() => requireReplaceable(request, around)).toThrow('is a mount point; choose another --out');
  }
});

it('goes on in a report of the folder that holds it', async () => {
  made(at('in/report'));
  expect(await run('--out', at('in/report'), '--data', at('in'))).toEqual({ code: 0, lines: [] });
  expect(newAt(at('in/report'))).toBe(true);
});
