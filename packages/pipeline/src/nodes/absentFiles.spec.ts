import { expect, it } from 'vitest';
import { absentFiles } from './absentFiles.js';
import { pipelineSchema } from '../schema/pipelineSchema.js';

const file = { from: 'a.pt', published: 'https://example.org/a', arch: 'resnet50' };
const spec = pipelineSchema.parse({
  title: 'Small',
  data: { dataset: 'shapes' },
  networks: { a: { title: 'A', import: file }, b: { title: 'B', import: { ...file, from: 'b.pt' } } },
  attacks: [],
  report: { tables: [], figures: [] },
});

it('names the file, where it is published and where to put it, for those that are left out', () => {
  expect(absentFiles(spec, new Set(['a']))).toEqual([
    'A: a.pt: is not there; its authors publish it at https://example.org/a: get it and put it into weights/ or set ' +
      'WEIGHTS_DIR to the folder that holds it',
  ]);
  expect(absentFiles(spec, new Set())).toEqual([]);
});
