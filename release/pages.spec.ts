import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const docs = join(root, 'docs');
const run = promisify(execFile);

it.each(['commandPages', 'licences', 'pipelineKeys'])('what %s.mjs writes is current', async (name) => {
  const ended = run(process.execPath, [join(import.meta.dirname, `${name}.mjs`), '--check']);
  await expect(ended).resolves.toEqual({ stdout: '', stderr: '' });
});

const pages = [
  ...readdirSync(docs)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
  ...['README.md', 'CONTRIBUTING.md', 'action/README.md'],
  ...readdirSync(join(root, 'packages')).map((name) => join('packages', name, 'README.md')),
];

/** The names that headings have in an address, as GitHub and VitePress make them. */
function anchorsOf(page: string): Set<string> {
  const headings = readFileSync(page, 'utf8').matchAll(/^#+ (.*)$/gm);
  return new Set(
    [...headings].map(([, title = '']) =>
      title
        .toLowerCase()
        .replaceAll(/[^\w\s-]/g, '')
        .trim()
        .replaceAll(/\s/g, '-'),
    ),
  );
}

it.each(pages)('every link of %s leads somewhere', (name) => {
  const page = join(root, name);
  const text = readFileSync(page, 'utf8').replaceAll(/```[^]*?```|`[^`\n]*`/g, '');
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  const broken = targets.filter((target) => !/^(?:https?|mailto):/.test(target) && !leadsSomewhere(page, target));
  expect(broken).toEqual([]);
});

function leadsSomewhere(page: string, target: string): boolean {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? page : resolve(dirname(page), path);
  try {
    return anchor === undefined
      ? readdirSync(dirname(file)).includes(file.split('/').at(-1) ?? '')
      : anchorsOf(file).has(anchor);
  } catch {
    return false;
  }
}

it('the site has every page in its menu', () => {
  const menu = readFileSync(join(docs, '.vitepress/config.mjs'), 'utf8');
  const listed = new Set([...menu.matchAll(/'\/([a-z0-9-]+)'/g)].map(([, name]) => `${name}.md`));
  const there = readdirSync(docs).filter((name) => name.endsWith('.md') && name !== 'index.md');
  expect(there.filter((name) => !listed.has(name))).toEqual([]);
});
