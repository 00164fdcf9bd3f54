import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { pipelineSchema } from '../schema/pipelineSchema.js';
import { reportSection } from './reportSection.js';

const text = `title: Small
data: { dataset: shapes, train: 100 }
networks:
  a: { title: A, train: { arch: resnet8, epochs: 1 } }
  b: { title: B, train: { arch: resnet8, epochs: 1 } }
attacks:
  - { norm: linf, eps: [8/255], steps: [20], limit: 10 }
report:
  tables: []
  figures: []
`;
const sectionOf = (yaml: string): string => reportSection(pipelineSchema.parse(parse(yaml)));

describe('reportSection', () => {
  it.each([
    ['a comment', `# Hello.\n${text}`],
    [
      'white space and the order of keys',
      text.replace('{ dataset: shapes, train: 100 }', '{train: 100,   dataset: shapes}'),
    ],
  ])('is the same after %s', (_what, changed) => {
    expect(changed).not.toBe(text);
    expect(sectionOf(changed)).toBe(sectionOf(text));
  });

  it.each([
    ['the title', text.replace('Small', 'Large')],
    ["a network's epochs", text.replace('epochs: 1', 'epochs: 2')],
    ["a network's title", text.replace('title: A', 'title: Z')],
    ['an eps', text.replace('8/255', '4/255')],
    [
      'the order of networks',
      text.replace('  a: { title: A', '  c: { title: C').replace('  b: { title: B', '  a: { title: A'),
    ],
  ])('is another after %s', (_what, changed) => {
    expect(sectionOf(changed)).not.toBe(sectionOf(text));
  });
});
