import { expect, it } from 'vitest';
import { csvTable } from './csvTable.js';

it('has a header, empty fields for what is missing, and quotes what needs them', () => {
  const records = [
    { title: 'a, "b"\nc', share: 0.5, outside: false },
    { title: '', share: 0, outside: null },
  ];
  expect(csvTable({ columns: ['title', 'share', 'outside', 'node'], records })).toBe(
    'title,share,outside,node\n"a, ""b""\nc",0.5,false,\n,0,,\n',
  );
});
