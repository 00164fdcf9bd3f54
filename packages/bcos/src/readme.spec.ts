import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const folder = fileURLToPath(new URL('..', import.meta.url));

/** What the block of the README takes for given, before it, and what is asked of it, after it. */
const [given, asked] = [
  `import * as tfjs from '@tensorflow/tfjs';
   const images = tfjs.randomUniform([6, 8, 8, 3], 0, 1, 'float32', 1);
   const labels = [0, 1, 2, 3, 4, 5];`,
  `const scores = tf.argMax(model.predict(images), 1).arraySync();
   console.log(JSON.stringify({ clean, robust, flags: flags.length, right: scores.filter((c, i) => c === labels[i]).length }));`,
];

it('shows five lines that attack a model of tf.layers', () => {
  const [, block] = /```js\n([^`]*)```/.exec(readFileSync(`${folder}README.md`, 'utf8')) ?? [];
  expect(block?.trim().split('\n')).toHaveLength(5);
  const program = [given, block, asked].join('\n');
  const said = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { clean, robust, flags, right } = JSON.parse(said.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
  expect(clean).toMatchObject({ correct: right, total: 6 });
  expect(robust).toMatchObject({ total: 6 });
  expect(flags).toBeGreaterThan(5);
});
