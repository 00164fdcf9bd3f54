// Which package may import which: the arrows of docs/architecture.md, and no circle between files or folders of a package.
import { readFileSync, readdirSync } from 'node:fs';

const page = readFileSync(new URL('docs/architecture.md', import.meta.url), 'utf8');

/** What each package may import: the last column of the page's table, without what stands in parentheses. */
const mayImport = new Map(
  [...page.matchAll(/^\| `([a-z-]+)` \|[^|]*\|([^|]*)\|$/gm)].map(([, name, others]) => [
    name,
    [...others.replace(/\([^)]*\)/g, '').matchAll(/`([a-z-]+)`/g)].map(([, other]) => other),
  ]),
);
for (const name of readdirSync(new URL('packages', import.meta.url))) {
  if (!mayImport.has(name))
    throw new Error(`docs/architecture.md has no row for packages/${name}: say what it may import`);
}

const tests = '[.](spec|fixture|fake)[.]ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...[...mayImport].map(([name, others]) => ({
      name: `what ${name} may import`,
      severity: 'error',
      from: { path: `^packages/${name}/src/` },
      to: { path: '^packages/', pathNot: `^packages/(${[name, ...others].join('|')})/` },
    })),
    { name: 'no circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no circles of folders',
      severity: 'error',
      scope: 'folder',
      from: { path: '^packages/' },
      to: { circular: true },
    },
  ],
  options: {
    includeOnly: '^packages/[^/]+/src/',
    // Specs stand beside what they test and share fixtures; eslint holds them to their own package.
    exclude: { path: tests },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.spec.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@bcos-bench/source', 'import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
