import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { proportionSchema } from '@bcos-bench/vocabulary';
import { readDataset } from '@bcos-bench/formats';
import { copyBuiltWorkspace } from './builtCopy.js';

const workspace = copyBuiltWorkspace({});
const own = mkdtempSync(join(tmpdir(), 'bcos-own-'));
const path = (name: string): string => join(own, name);
afterAll(() => {
  workspace.remove();
  rmSync(own, { recursive: true, force: true });
});

/** Runs `bcos` from a folder outside the workspace, as a user of it would. */
function bcos(...words: readonly string[]): { code: number | null; said: string; complained: string } {
  const program = join(workspace.root, 'packages/nx-plugin/bin/bcos.js');
  const environment = { ...process.env, NX_CACHE_DIRECTORY: '', LAUNCHER: '', PIPELINE: '', NX_PARALLEL: '2' };
  const run = spawnSync(process.execPath, [program, ...words], { cwd: own, env: environment, encoding: 'utf8' });
  return { code: run.status, said: run.stdout, complained: run.stderr };
}

function done(...words: readonly string[]): string {
  const { code, said, complained } = bcos(...words);
  expect(complained === '' || code === 0, complained).toBe(true);
  expect(code).toBe(0);
  return said;
}

const attack = ['--norm', 'linf', '--eps', '8/255', '--limit', '16', '--steps', '4', '--members', 'apgd-ce,square'];
const quick = [...attack, '--queries', '10', '--explain', '2', '--no-measure'];

beforeAll(() => {
  done('data', '--dataset', 'shapes', '--train', '2600', '--test', '128', '--out', 'shapes', '--quiet');
  done('train', '--data', 'shapes', '--arch', 'resnet8', '--epochs', '4', '--lr', '0.003', '--out', 'net', '--quiet');
  done('export', '--checkpoint', 'net', '--out', 'net.pt', '--quiet');
});

it('bcos lists its commands, and a stage keeps its exit code', () => {
  const listed = done();
  for (const name of ['evaluate', 'plan', 'data', 'train', 'attack', 'report'])
    expect(listed).toContain(`bcos ${name}`);
  expect(bcos('atack')).toMatchObject({
    code: 2,
    complained: "bcos: there is no command 'atack'; did you mean attack?\n",
  });
  expect(bcos('attack', '--setps', '3')).toMatchObject({
    code: 2,
    complained: 'bcos-attack: Unknown argument: setps; did you mean --steps? see bcos-attack --help\n',
  });
  expect(bcos('predict', '--data', 'none', '--checkpoint', 'net', '--out', 'x').code).toBe(1);
});

const outcomeSchema = z.object({
  clean: proportionSchema,
  robust: proportionSchema,
  members: z.array(z.object({ member: z.string(), broken: proportionSchema })),
  page: z.string(),
});

it('evaluates a file of weights, then from the cache, with exit code 3 under a limit', () => {
  const said = done('evaluate', 'net.pt', '--data', 'shapes', ...quick, '--json', 'a.json', '--markdown', 'a.md');
  expect(said).toMatch(/clean accuracy on the first 128 test images: \d+\.\d% .*\n/);
  expect(said).toContain('evaluate-net: 5 nodes; 2 from the cache, 1 would run, 2 wait for them');
  expect(said).toMatch(/robust accuracy {2}\d+\.\d% \(\d+ of 16; 95%: \d+\.\d to \d+\.\d\)/);
  const outcome = outcomeSchema.parse(JSON.parse(readFileSync(path('a.json'), 'utf8')));
  const broken = outcome.members.reduce((sum, member) => sum + member.broken.correct, 0);
  expect(outcome.clean.correct - broken).toBe(outcome.robust.correct);
  const page = readFileSync(outcome.page, 'utf8');
  expect(page).toContain('Robustness of net on prepared');
  expect(page).toContain('Explanations of net');
  expect(readFileSync(path('a.md'), 'utf8')).toContain(
    '| net | shapes, first 16 test images | AutoAttack, l-inf 8/255',
  );

  const again = bcos('evaluate', 'net.pt', '--data', 'shapes', ...quick, '--json', 'b.json', '--fail-under', '0.999');
  expect(again.code).toBe(3);
  expect(again.said).toContain('evaluate-net: 5 nodes; 5 from the cache, 0 would run, 0 wait for them');
  expect(again.said).toMatch(/robust accuracy .* is under 99\.9% \(--fail-under 0\.999\)/);
  expect(readFileSync(path('b.json'), 'utf8')).toBe(readFileSync(path('a.json'), 'utf8'));
});

it('finds the order of the outputs of a checkpoint that classifies nothing', () => {
  const { classes } = readDataset(path('shapes'));
  const turned = [...classes.slice(3), ...classes.slice(0, 3)];
  done('import', '--from', 'net.pt', '--arch', 'auto', '--outputs', turned.join(','), '--out', 'turned', '--quiet');
  const { code, said, complained } = bcos('evaluate', 'turned', '--data', 'shapes', ...quick);
  expect(code).toBe(1);
  expect(said).toContain('near chance (10.0%)');
  expect(said).toContain('classes in the order that its predictions show');
  expect(complained).toMatch(
    /^bcos: the clean accuracy is near chance; with classes in the order .*; give --classes /m,
  );
  expect(existsSync(join(workspace.root, 'out/evaluate-turned'))).toBe(true);
  expect(readdirSync(join(workspace.root, 'out/evaluate-turned')).filter((name) => name.startsWith('attack'))).toEqual(
    [],
  );
});

it.each([
  [['--norm', 'linf', '--eps', '8'], 2, 'did you mean 8/255? --allow-large-eps takes it as it is'],
  [['--norm', 'linf'], 2, 'Missing required argument: eps'],
  [['--norm', 'linf', '--epsilon', '8/255'], 2, 'did you mean --eps?'],
  [['--norm', 'linf', '--eps', '8/255', '--fail-under', '45'], 2, '--fail-under: 45 is not a share'],
])('refuses %j before anything runs', (words, code, complaint) => {
  const run = bcos('evaluate', 'net.pt', '--data', 'shapes', ...words);
  expect(run.code).toBe(code);
  expect(run.complained).toContain(complaint);
});

it('says in one line what is missing', () => {
  const plain = ['--norm', 'linf', '--eps', '8/255'];
  expect(bcos('evaluate', 'none.pt', '--data', 'shapes', ...plain).complained).toContain('none.pt: is not there');
  expect(bcos('evaluate', 'net.pt', '--data', 'none', ...plain).complained).toMatch(
    /^bcos: --data: .*none: is not there/,
  );
});
