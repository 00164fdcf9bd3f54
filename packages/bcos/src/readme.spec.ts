import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const folder = fileURLToPath(new URL('..', import.meta.url));

/** What is asked of the block of the README, after it: the same with labels of which the model may have some wrong. */
const asked = `
  const given = [0, 1, 2, 3];
  const again = await attackModel((x) => model.predict(x), images, given, { norm: 'linf', eps: '8/255' });
  const right = tf.argMax(model.predict(images), 1).arraySync().filter((c, i) => c === given[i]).length;
  console.log(JSON.stringify({ clean, robust, again: again.clean, flags: again.flags.length, right }));`;

it('attacks a model of tf.layers as the README says', () => {
  const block = /```js\n([^`]*)```/.exec(readFileSync(`${folder}README.md`, 'utf8'))?.at(1) ?? '';
  const program = `${block}${asked}`;
  const said = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const last = JSON.parse(said.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
  const { clean, robust, again, flags, right } = last;
  expect(clean).toMatchObject({ correct: 4, total: 4 });
  expect(robust).toMatchObject({ total: 4 });
  expect(again).toMatchObject({ correct: right, total: 4 });
  expect(flags).toBeGreaterThan(5);
});
