import { createHash } from 'node:crypto';
import { runInNewContext, Script } from 'node:vm';
import { expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import type { ExplorerData } from './client/explorer/explorerData.js';
import { contentPolicy, pageScript, pageStyle } from './pageAssets.js';

const images = { rows: 32, columns: 32, index: [], labels: [], sheet: '' };
const data: ExplorerData = {
  classes: ['</script><script>alert(1)', '<!--', '\u2028'],
  mapStays: 0.9,
  images,
  networks: [],
};

it('is a script that parses and in which no text of a file ends the script', async () => {
  const script = await pageScript(data, false);
  expect(script).not.toMatch(/<\/script|<!--/i);
  expect(() => new Script(script)).not.toThrow();
});

it('hands the explorer what it was given', async () => {
  const argument = at(/\.start\((.*)\);\n$/s.exec(await pageScript(data, false)) ?? [], 1);
  expect(runInNewContext(`JSON.stringify(${argument})`)).toBe(JSON.stringify(data));
});

it('is the same again', async () => {
  expect(await pageScript(data, false)).toBe(await pageScript(data, false));
  expect(await pageStyle()).toBe(await pageStyle());
});

it('has the style of print', async () => {
  expect(await pageStyle()).toContain('@media print');
});

it('lets that script run alone', () => {
  const digest = createHash('sha256').update('start()').digest('base64');
  expect(contentPolicy('start()', false)).toContain(`script-src 'sha256-${digest}'`);
});
