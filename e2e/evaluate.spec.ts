import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { proportionSchema } from '@bcos-bench/vocabulary';
import { readDataset } from '@bcos-bench/formats';
import { copyBuiltWorkspace } from './builtCopy.js';
import { runProgram, type ProgramEnd } from './programRun.js';

const workspace = copyBuiltWorkspace({});
const own = mkdtempSync(join(tmpdir(), 'bcos-own-'));
const path = (name: string): string => join(own, name);
afterAll(() => {
  workspace.remove();
  rmSync(own, { recursive: true, force: true });
});

/** Runs `bcos` from a folder outside the workspace, as a user of it would. */
function bcos(...words: readonly string[]): Promise<ProgramEnd> {
  const program = join(workspace.root, 'packages/nx-plugin/bin/bcos.js');
  return runProgram(program, words, own, { LAUNCHER: '', PIPELINE: '' });
}

/** What a command said that ended well. */
async function done(...words: readonly string[]): Promise<string> {
  const { code, said, complained } = await bcos(...words);
  expect(code, complained).toBe(0);
  return said;
}

const radius = ['--norm', 'linf', '--eps', '8/255'];
const attack = [...radius, '--limit', '16', '--steps', '4', '--members', 'apgd-ce,square', '--queries', '10'];
const quick = [...attack, '--explain', '2', '--no-measure'];

beforeAll(async () => {
  // The first command compiles what has changed; the others may run beside each other.
  await done('data', '--dataset', 'shapes', '--train', '1200', '--test', '128', '--size', '16', '--out', 'shapes');
  await Promise.all([
    done('data', '--dataset', 'shapes', '--train', '1', '--test', '48', '--out', 'larger', '--quiet'),
    done(
      'train',
      '--data',
      'shapes',
      '--arch',
      'resnet8',
      '--epochs',
      '5',
      '--lr',
      '0.01',
      '--batch',
      '16',
      '--out',
      'net',
    ),
  ]);
  await done('export', '--checkpoint', 'net', '--out', 'net.pt', '--quiet');
});

it('bcos lists its commands, and a stage keeps its exit code', async () => {
  const [listed, misspelt, flag, missing] = await Promise.all([
    done(),
    bcos('atack'),
    bcos('attack', '--setps', '3'),
    bcos('predict', '--data', 'none', '--checkpoint', 'net', '--out', 'x'),
  ]);
  for (const name of ['evaluate', 'plan', 'data', 'train', 'attack', 'report'])
    expect(listed).toContain(`bcos ${name}`);
  expect(misspelt).toMatchObject({ code: 2, complained: "bcos: there is no command 'atack'; did you mean attack?\n" });
  expect(flag).toMatchObject({
    code: 2,
    complained: 'bcos-attack: Unknown argument: setps; did you mean --steps? see bcos-attack --help\n',
  });
  expect(missing.code).toBe(1);
});

const outcomeSchema = z.object({
  clean: proportionSchema,
  robust: proportionSchema,
  members: z.array(z.object({ member: z.string(), broken: proportionSchema })),
  page: z.string(),
});
type Outcome = z.infer<typeof outcomeSchema>;

function outcomeOf(file: string): Outcome {
  return outcomeSchema.parse(JSON.parse(readFileSync(path(file), 'utf8')));
}

it('evaluates a file of weights, then from the cache, with exit code 3 under a limit', async () => {
  const said = await done('evaluate', 'net.pt', '--data', 'shapes', ...quick, '--json', 'a.json', '--markdown', 'a.md');
  expect(said).toMatch(/clean accuracy on the first 128 test images: \d+\.\d% .*\n/);
  expect(said).toContain('evaluate-net: 5 nodes; 2 from the cache, 1 would run, 2 wait for them');
  expect(said).toMatch(/robust accuracy {2}\d+\.\d% \(\d+ of 16; 95%: \d+\.\d to \d+\.\d\)/);
  // What was planned first is not flaky.
  expect(said).not.toContain('flaky');
  const outcome = outcomeOf('a.json');
  const broken = outcome.members.reduce((sum, member) => sum + member.broken.correct, 0);
  expect(outcome.clean.correct - broken).toBe(outcome.robust.correct);
  const page = readFileSync(outcome.page, 'utf8');
  expect(page).toContain('Robustness of net on prepared');
  expect(page).toContain('Explanations of net');
  expect(readFileSync(path('a.md'), 'utf8')).toContain(
    '| net | shapes, first 16 test images | AutoAttack, l-inf 8/255',
  );

  const limit = ['--fail-under', '0.999'];
  const again = await bcos('evaluate', 'net.pt', '--data', 'shapes', ...quick, '--json', 'b.json', ...limit);
  expect(again.code).toBe(3);
  expect(again.said).toContain('evaluate-net: 5 nodes; 5 from the cache, 0 would run, 0 wait for them');
  expect(again.said).toMatch(/robust accuracy .* is under 99\.9% \(--fail-under 0\.999\)/);
  expect(readFileSync(path('b.json'), 'utf8')).toBe(readFileSync(path('a.json'), 'utf8'));
});

it('evaluates an ONNX network that is near chance where it is told to', async () => {
  const file = join(workspace.root, 'packages/models/src/fixtures/onnx/vgg-bn-dynamo.onnx');
  const pgd = [...radius, '--attack', 'pgd', '--steps', '2', '--limit', '48', '--explain', '1', '--no-measure'];
  const how = ['--normalise', 'none', '--anyway', '--json', 'onnx.json'];
  const said = await done('evaluate', file, '--data', 'larger', ...pgd, ...how);
  expect(said).toContain('near chance (10.0%)');
  expect(said).toContain('vgg-bn-dynamo on the first 48 test images of shapes');
  const { clean, robust, members, page } = outcomeOf('onnx.json');
  // Random weights have some images right by chance.
  expect(clean.correct).toBeGreaterThan(0);
  expect(robust.correct).toBeLessThan(clean.correct);
  expect(members).toEqual([]);
  expect(readFileSync(page, 'utf8')).toContain('Explanations of vgg-bn-dynamo');
});

it('finds the order of the outputs of a checkpoint that classifies nothing', async () => {
  const { classes } = readDataset(path('shapes'));
  const turned = [...classes.slice(3), ...classes.slice(0, 3)];
  await done(
    'import',
    '--from',
    'net.pt',
    '--arch',
    'auto',
    '--outputs',
    turned.join(','),
    '--out',
    'turned',
    '--quiet',
  );
  const { code, said, complained } = await bcos('evaluate', 'turned', '--data', 'shapes', ...quick);
  expect(code).toBe(1);
  expect(said).toContain('near chance (10.0%)');
  expect(said).toContain('classes in the order that its predictions show');
  // Another normaliser may have an image or two more right of so few.
  expect(complained).toMatch(
    /^bcos: the clean accuracy is near chance; with (normaliser \S+, )?classes in the order .*; give .*--classes /m,
  );
  const nodes = readdirSync(join(workspace.root, 'out/evaluate-turned'));
  expect(nodes).toContain('check-turned');
  expect(nodes.filter((name) => name.startsWith('attack'))).toEqual([]);
});

it('refuses before anything runs what cannot be, and says in one line what is missing', async () => {
  const evaluate = (network: string, data: string, ...words: readonly string[]): Promise<ProgramEnd> =>
    bcos('evaluate', network, '--data', data, '--norm', 'linf', ...words);
  const refused = await Promise.all([
    evaluate('net.pt', 'shapes', '--eps', '8'),
    evaluate('net.pt', 'shapes'),
    evaluate('net.pt', 'shapes', '--epsilon', '8/255'),
    evaluate('net.pt', 'shapes', '--eps', '8/255', '--fail-under', '45'),
  ]);
  expect(refused.map(({ code, complained }) => [code, complained])).toEqual([
    [2, expect.stringContaining('did you mean 8/255? --allow-large-eps takes it as it is')],
    [2, expect.stringContaining('Missing required argument: eps')],
    [2, expect.stringContaining('did you mean --eps?')],
    [2, expect.stringContaining('--fail-under: 45 is not a share')],
  ]);
  const missing = await Promise.all([
    evaluate('none.pt', 'shapes', '--eps', '8/255'),
    evaluate('net.pt', 'none', '--eps', '8/255'),
  ]);
  expect(missing.map(({ complained }) => complained)).toEqual([
    expect.stringContaining('none.pt: is not there'),
    expect.stringMatching(/^bcos: --data: .*none: is not there/),
  ]);
});
