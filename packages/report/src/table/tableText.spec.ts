import { describe, expect, it } from 'vitest';
import { ARTICLE_TABLE, TABLE } from './robustnessTable.fixture.js';
import { cellText, robustnessText, tableNote } from './tableText.js';

describe('cellText', () => {
  it.each([
    [0, 0, '53.5 / 53.0'],
    [0, 1, '0.0 / 0.0'],
    [1, 0, '20.0 / —'],
    [1, 1, '—'],
  ])('of row %i, column %i is %s', (row, column, text) => {
    expect(cellText(TABLE.rows[row]?.cells[column] ?? [], 1)).toBe(text);
  });
});

describe('tableNote', () => {
  it.each([
    [[10_000], 'over 10,000 test images'],
    [[200, 500, 1000], 'over 200 to 1,000 test images'],
    [[], 'over 0 test images'],
  ])('of attacks on %j images says so', (images, words) => {
    expect(tableNote({ ...TABLE, images })).toContain(words);
  });
  it.each([
    [['train'], 'over 200 training images;'],
    [['test', 'train'], 'over 200 test images and training images;'],
    [[], 'over 200 images;'],
  ])('of attacks on the splits %j says so', (splits, words) => {
    expect(tableNote({ ...TABLE, splits })).toContain(words);
  });
  it('names the threat', () => {
    expect(tableNote({ ...TABLE, threat: 'pixel' })).toContain('the image is attacked and then encoded');
  });
});

describe('robustnessText', () => {
  it('has the article’s values in brackets, marked outside our interval, also beside what was not measured', () => {
    expect(robustnessText(ARTICLE_TABLE).rows).toEqual([
      ['ResNet-8', '95.0 (95.25)', '53.5 / 53.0 (53.49 / 13.29*)', '0.0 / 0.0 (0.00 / 2.00*)'],
      ['<b>Bcos</b> | 8', '90.0', '20.0 / — (53.49* / 13.29)', '— (0.00 / 2.00)'],
    ]);
  });
  it('says what the brackets are where there are any', () => {
    expect(robustnessText(ARTICLE_TABLE).note).toContain('In brackets: the article’s own values');
    expect(robustnessText(TABLE).note).not.toContain('In brackets');
  });
});
