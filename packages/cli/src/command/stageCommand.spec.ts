import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Fault, type CommonFlags } from '@bcos-bench/vocabulary';
import { readNotes } from '@bcos-bench/formats';
import { runStage, type Stage, type StageContext } from './stageCommand.js';

type Flags = CommonFlags & { steps: number };

let parent = '';
let out = '';
let printed = '';
let complained = '';
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'stage-'));
  out = join(parent, 'out');
  [printed, complained] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => (printed += String(text)) !== '');
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => (complained += String(text)) !== '');
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
  rmSync(parent, { recursive: true });
});

function stage(run: (flags: { steps: number; seed: number }, context: StageContext) => void): Stage<Flags> {
  return {
    name: 'bcos-test',
    describe: 'Tests.',
    example: '--out out/x',
    flags: (parser) => parser.options({ steps: { type: 'number', default: 20 } }),
    inputs: () => ({}),
    run: (flags, context) => {
      run(flags, context);
      return Promise.resolve();
    },
  };
}

const unreached = stage(() => {
  throw new Error('the stage ran');
});

it('runs the stage with its flags and puts its folder in place', async () => {
  const seen: number[] = [];
  const writing = stage(({ steps, seed }, { folder, say }) => {
    seen.push(steps, seed);
    writeFileSync(join(folder, 'result'), '');
    say('done');
  });
  await runStage(writing, ['--out', out, '--steps', '7', '--seed', '3']);
  expect(seen).toEqual([7, 3]);
  expect(readdirSync(out)).toEqual(['manifest.json', 'manifest.sha256', 'result']);
  expect(printed).toBe('done\n');
  expect([undefined, 0]).toContain(process.exitCode);
});

it.each([
  [['--steps', '1e1'], 10],
  [['--steps=8/255'], 8 / 255],
  [['--steps', '-0.5'], -0.5],
  [[], 20],
])('reads the number of %j as every number is read', async (argv, value) => {
  const seen: number[] = [];
  const reading = stage(({ steps }) => seen.push(steps));
  await runStage(reading, ['--out', out, ...argv]);
  expect(seen).toEqual([value]);
});

it('takes a flag that is a list as often as it is given, and a switch that is denied', async () => {
  const seen: unknown[] = [];
  const listing: Stage<Flags & { without: string[] | undefined; best: boolean | undefined }> = {
    ...stage(() => undefined),
    flags: (parser) =>
      parser.options({
        steps: { type: 'number', default: 20 },
        without: { type: 'string', array: true },
        best: { type: 'boolean' },
      }),
    run: ({ without, best }) => Promise.resolve(void seen.push(without, best)),
  };
  await runStage(listing, ['--out', out, '--without', 'a', '--without', 'b', '--no-best']);
  expect(seen).toEqual([['a', 'b'], false]);
});

it('goes on when nobody reads what it prints, and only then', async () => {
  await runStage(
    stage(() => undefined),
    ['--out', out],
  );
  const error = (code: string): Error => Object.assign(new Error(code), { code });
  expect(() => process.stdout.emit('error', error('EPIPE'))).not.toThrow();
  expect(() => process.stdout.emit('error', error('ENOSPC'))).toThrow('ENOSPC');
});

it('says nothing with --quiet', async () => {
  const talking = stage((_flags, { say, progress }) => {
    say('done');
    progress({ done: 1, total: 1, unit: 'steps' });
  });
  await runStage(talking, ['--out', out, '--quiet']);
  expect(printed + complained).toBe('');
});

it.each([[[]], [['--quiet']]])(
  'keeps notes in notes.json with %j, and prints them unless it is quiet',
  async (quiet) => {
    const noting = stage((_flags, { note }) => {
      note('2 files are\npassed over');
      note('b is a guess');
    });
    await runStage(noting, ['--out', out, ...quiet]);
    expect(readNotes(out)).toEqual(['2 files are passed over', 'b is a guess']);
    expect(printed).toBe(quiet.length > 0 ? '' : 'note: 2 files are passed over\nnote: b is a guess\n');
  },
);

it('turns a fault into a line and exit code 1, and leaves nothing half-written', async () => {
  const failing = stage((_flags, { folder }) => {
    writeFileSync(join(folder, 'half'), '');
    throw new Fault({ what: 'is cut', where: 'a.bin', remedy: 'get it again' });
  });
  await runStage(failing, ['--out', out]);
  expect(complained).toBe('bcos-test: a.bin: is cut; get it again\n');
  expect(process.exitCode).toBe(1);
  expect(readdirSync(parent)).toEqual([]);
});

it('lets a bug through', async () => {
  await expect(runStage(unreached, ['--out', out])).rejects.toThrow('the stage ran');
});

it.each([
  [[], 'Missing required argument: out; see bcos-test --help'],
  [['--stepz', '3'], 'Unknown argument: stepz; did you mean --steps? see bcos-test --help'],
  [['stray'], 'Unknown argument: stray; see bcos-test --help'],
  [['--steps', 'many'], "--steps: 'many' is not a number; write a number such as 20, 0.5, 1e-3 or 8/255"],
  [['--steps', '0x3'], "--steps: '0x3' is not a number; write a number such as 20, 0.5, 1e-3 or 8/255"],
  [['--steps=Infinity'], "--steps: 'Infinity' is not a number; write a number such as 20, 0.5, 1e-3 or 8/255"],
  [['--steps='], "--steps: '' is not a number; write a number such as 20, 0.5, 1e-3 or 8/255"],
  [['--steps', '3', '--steps', '4'], '--steps: is given more than once; see bcos-test --help'],
  [['--no-steps'], '--no-steps: takes a value, so it has no form with --no-; see bcos-test --help'],
  [['--steps.x', '1'], 'Unknown argument: steps.x; did you mean --steps? see bcos-test --help'],
  [['--seed', '1.5'], '--seed: 1.5 is not a seed; write a whole number from 0 to 4294967295'],
  [['--seed=-1'], '--seed: -1 is not a seed; write a whole number from 0 to 4294967295'],
])('refuses %j with exit code 2', async (argv, line) => {
  await runStage(unreached, argv.length === 0 ? [] : ['--out', out, ...argv]);
  expect(complained).toBe(`bcos-test: ${line}\n`);
  expect(process.exitCode).toBe(2);
  expect(existsSync(out)).toBe(false);
});

it('answers --help without running', async () => {
  await runStage(unreached, ['--help']);
  expect(printed).toContain('Tests.');
  expect(printed).toContain('--steps');
  expect(process.exitCode).not.toBe(2);
});
