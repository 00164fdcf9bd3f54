import { expect, it } from 'vitest';
import { csvTable } from './csvTable.js';
import { checksReport } from './checksReport.js';

const check = (name: string, node: string, raised: boolean) => ({
  ...{ name, node, raised, observed: raised ? '3 of 40 images' : '0 of 40 images' },
  ...{ raisedWhen: 'any is', means: 'masked gradients' },
});

it('has every check, passed or raised, with its numbers', () => {
  const report = checksReport([
    check('zero gradient', 'a', false),
    check('zero gradient', 'b', true),
    check('ties', 'a', false),
  ]);
  expect(report?.text.rows).toEqual([
    ['zero gradient', 'any is', '3 of 40 images (b)', '1', '1'],
    ['ties', 'any is', '0 of 40 images (a)', '1', '0'],
  ]);
  expect(
    csvTable(report?.records ?? { columns: [], records: [] })
      .split('\n')
      .slice(0, 3),
  ).toEqual([
    'check,node,raised,observed,raised_when,means',
    'zero gradient,a,false,0 of 40 images,any is,masked gradients',
    'zero gradient,b,true,3 of 40 images,any is,masked gradients',
  ]);
  expect(checksReport([])).toBeNull();
});
