import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { reportPages } from './reportPages.js';

it('reportPages names the page of every pipeline that is on', () => {
  const root = mkdtempSync(join(tmpdir(), 'bcos-pages-'));
  mkdirSync(join(root, 'pipelines'));
  for (const name of ['smoke', 'cifar10']) writeFileSync(join(root, 'pipelines', `${name}.yaml`), '');
  expect(reportPages(root, 'all')).toEqual([
    join(root, 'out/cifar10/report/index.html'),
    join(root, 'out/smoke/report/index.html'),
  ]);
  expect(reportPages(root, undefined)).toEqual([join(root, 'out/smoke/report/index.html')]);
  rmSync(root, { recursive: true });
});
