import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { operators } from './operators/registry.js';

it('docs/onnx.md lists every operator of the registry, and no other', () => {
  const page = readFileSync(new URL('../../../../docs/onnx.md', import.meta.url), 'utf8');
  const table = [...operators]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { describe }]) => `| \`${name}\` | ${describe} |`);
  expect([...page.matchAll(/^\| `\w+` \| .* \|$/gm)].map(([line]) => line)).toEqual(table);
});
