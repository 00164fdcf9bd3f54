import { expect, it } from 'vitest';
import yargs from 'yargs';
import { parseWords } from './parsedWords.js';

const parser = () =>
  yargs().options({
    data: { type: 'string', demandOption: true },
    eps: { type: 'string', demandOption: true },
    steps: { type: 'number' },
    'step-size': { type: 'number' },
    arch: { choices: ['resnet8', 'resnet20', 'bcos-resnet20'] },
    norm: { choices: ['linf', 'l2'] },
    channels: { type: 'number', choices: [1, 3] },
    quiet: { type: 'boolean' },
  });

const complete = ['--data', 'd', '--eps', '1'];

it.each([
  [[...complete, '--setps', '3'], 'Unknown argument: setps; did you mean --steps? see x --help'],
  [['--data', 'd', '--epsilon', '8/255'], 'Unknown argument: epsilon; did you mean --eps? see x --help'],
  [[...complete, '--step-sise=1'], 'Unknown argument: step-sise; did you mean --step-size? see x --help'],
  [[...complete, '--stepSise=1'], 'Unknown argument: stepSise; did you mean --step-size? see x --help'],
  [[...complete, '--no-quite'], 'Unknown argument: quite; did you mean --quiet? see x --help'],
  [[...complete, '--colour', '1'], 'Unknown argument: colour; see x --help'],
  [
    ['--setps', '1', '--epsilon', '2', '--colour', '3'],
    'Unknown arguments: setps, epsilon, colour; did you mean --steps for --setps, --eps for --epsilon? see x --help',
  ],
  [
    [...complete, '--arch', 'ResNet20'],
    "--arch: 'ResNet20' is not one of its values; did you mean resnet20? see x --help",
  ],
  [[...complete, '--norm', 'l7x'], "--norm: 'l7x' is not one of its values; choose one of linf, l2"],
  [[...complete, '--channels', '4'], "--channels: '4' is not one of its values; choose one of 1, 3"],
  [['--data', 'd'], 'Missing required argument: eps; see x --help'],
  [[...complete, 'stray'], 'Unknown argument: stray; see x --help'],
])('says of %j what was meant', async (argv, message) => {
  await expect(parseWords(parser(), argv, 'x')).rejects.toThrow(message);
});

it('answers --help whatever else is asked', async () => {
  const { answered } = await parseWords(parser(), ['--setps', '--help'], 'x');
  expect(answered).toContain('--steps');
});
