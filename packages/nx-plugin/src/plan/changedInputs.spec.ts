import { describe, expect, it } from 'vitest';
import { changedInputs } from './changedInputs.js';

const before = {
  hash: '1',
  flags: ['attack', '--eps', '4/255', '--keep', '8', '--random-start'],
  inputs: { 'npm:zod': '1', 'smoke-a:ProjectConfiguration': '1', '**/*.arrow:out/smoke/data': '1' },
};

describe('changedInputs', () => {
  it('is empty where nothing has changed', () => {
    expect(changedInputs(before, { ...before, hash: '2' })).toEqual([]);
  });

  it('names flags with both values, and then not that the node is set up in another way', () => {
    const flags = ['attack', '--eps', '6/255', '--random-start', '--decay', '1'];
    const inputs = { ...before.inputs, 'smoke-a:ProjectConfiguration': '2' };
    expect(changedInputs(before, { hash: '2', flags, inputs })).toEqual([
      '--decay 1 (new)',
      '--eps 4/255 -> 6/255',
      '--keep (gone)',
    ]);
    expect(changedInputs(before, { ...before, inputs })).toEqual(['how the node is set up']);
  });

  it.each([
    ['npm:@tensorflow/tfjs-core', 'the package @tensorflow/tfjs-core'],
    ['**/model.safetensors:out/smoke/train-resnet8', 'model.safetensors of train-resnet8'],
    ['env:BCOS_TASK_MACHINE', 'the kind of machine or the number of threads'],
    ['runtime:node packages/data/bin/bcos-data.js identity --dataset cifar10', 'the content of its source'],
    [
      'workspace:[{workspaceRoot}/tsconfig.base.json,{workspaceRoot}/packages/attack/**/*]',
      'a source file of its packages',
    ],
    ['workspace:[{workspaceRoot}/nx.json,{workspaceRoot}/.nxignore]', 'nx.json, .nxignore'],
    ['workspace:[{workspaceRoot}/pretrained/a/model.json]', 'pretrained/a/model.json'],
    ['env:SOMETHING', 'env:SOMETHING'],
  ])('says of %s: %s', (name, words) => {
    expect(changedInputs(before, { ...before, inputs: { ...before.inputs, [name]: '1' } })).toEqual([words]);
  });

  it('names a few and counts the rest', () => {
    const more = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [`npm:${name}`, '1']));
    expect(changedInputs(before, { ...before, inputs: { ...before.inputs, ...more } })).toEqual([
      'the package a',
      'the package b',
      'the package c',
      '2 more',
    ]);
  });
});
