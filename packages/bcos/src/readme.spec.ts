import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const folder = fileURLToPath(new URL('..', import.meta.url));

it('attacks a model of tf.layers as the README says', () => {
  const block = /```js\n([^`]*)```/.exec(readFileSync(`${folder}README.md`, 'utf8'))?.at(1) ?? '';
  const program = `${block}console.log(JSON.stringify({ clean, robust }));`;
  const said = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { clean, robust } = JSON.parse(said.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
  expect(clean).toMatchObject({ correct: 4, total: 4 });
  expect(robust).toMatchObject({ total: 4 });
});
