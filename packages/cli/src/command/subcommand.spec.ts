import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { joinStarter } from '../signals/joinStarter.js';
import { supervise } from '../signals/supervise.js';
import { runCommandLine } from './subcommand.js';

vi.mock('../signals/joinStarter.js', () => ({ joinStarter: vi.fn() }));
vi.mock('../signals/supervise.js', () => ({ supervise: vi.fn() }));

const [identity, cells, stage] = [vi.fn(), vi.fn(), vi.fn()];
beforeEach(() => {
  vi.clearAllMocks();
  for (const work of [identity, cells, stage]) work.mockResolvedValue(undefined);
});
afterEach(() => {
  process.exitCode = undefined;
});
const run = (argv: readonly string[]): Promise<void> =>
  runCommandLine({ name: 'bcos-test', stage, subcommands: { identity }, longSubcommands: { cells } }, argv);

it.each([
  [['identity', '--from', 'a'], identity, ['--from', 'a']],
  [['cells', 'a'], cells, ['a']],
  [['--out', 'identity'], stage, ['--out', 'identity']],
  [['toString'], stage, ['toString']],
  [[], stage, []],
] as const)('%j', async (argv, wanted, given) => {
  vi.mocked(joinStarter).mockReturnValue(true);
  await run(argv);
  for (const work of [identity, cells, stage]) expect(work.mock.calls).toEqual(work === wanted ? [[given]] : []);
  expect(supervise).not.toHaveBeenCalled();
});

it('runs what takes long in a process of its own, and exits with its exit code', async () => {
  vi.mocked(joinStarter).mockReturnValue(false);
  vi.mocked(supervise).mockResolvedValue(143);
  await run(['cells']);
  await run(['--out', 'x']);
  await run(['identity']);
  expect(vi.mocked(supervise).mock.calls.map(([{ name, words }]) => [name, words.slice(0, 1)])).toEqual([
    ['bcos-test', [process.execPath]],
    ['bcos-test', [process.execPath]],
  ]);
  expect([cells.mock.calls, stage.mock.calls]).toEqual([[], []]);
  expect(process.exitCode).toBe(143);
});

it('says in one line what the system refuses while a stage is read', async () => {
  vi.mocked(joinStarter).mockReturnValue(true);
  const complaint = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const path = '/packages/stage.js';
  stage.mockRejectedValue(Object.assign(new Error('EMFILE'), { code: 'EMFILE', syscall: 'open', path }));
  await run([]);
  expect(complaint.mock.calls).toEqual([
    [`bcos-test: ${path}: cannot be opened: too many files are open; raise the limit (ulimit -n)\n`],
  ]);
  expect(process.exitCode).toBe(1);
  complaint.mockRestore();
});
