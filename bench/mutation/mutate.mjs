// Mutation testing with Stryker: changes the sources of `targets.mjs` in thousands of ways, one at a time, and runs the specs that cover each change.
//
//     npm ci --prefix bench/mutation
//     node bench/mutation/mutate.mjs [PACKAGE[/FILE] …] [--lines]
//
// Prints a row for each file: mutants, killed (also those that hang), survived, in no spec, and how many of these two changed a text only;
// with `--lines`, each of the two. Stryker is no dependency of the repository, as its 170 packages would make every `npm ci` longer. It works in a
// copy below `out/mutation`.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { TARGETS } from './targets.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { lines: { type: 'boolean', default: false } },
});
const program = join(here, 'node_modules/@stryker-mutator/core/dist/src/index.js');
if (!existsSync(program)) {
  process.stderr.write('mutate: Stryker is not there; npm ci --prefix bench/mutation\n');
  process.exit(1);
}
process.chdir(root);
const { Stryker } = await import(pathToFileURL(program).href);

/** Mutants by what Stryker says of them; a mutant that cannot be compiled counts for nothing. */
const KILLED = ['Killed', 'Timeout'];
const LIVING = ['Survived', 'NoCoverage'];

/** @typedef {{ fileName: string, status: string, mutatorName: string, replacement: string, location: { start: { line: number, column: number }, end: { line: number, column: number } } }} Mutant */

/**
 * @param {string} name of a package
 * @param {string} target a file of its sources, without the ending
 * @param {readonly string[]} specs likewise
 * @returns {Promise<Mutant[]>}
 */
async function mutants(name, target, specs) {
  const source = (/** @type {string} */ file) => `packages/${name}/src/${file}.ts`;
  process.env.MUTATED_SPECS = specs.map((spec) => source(`${spec}.spec`)).join(',');
  const stryker = new Stryker({
    mutate: [source(target)],
    testRunner: 'vitest',
    plugins: [pathToFileURL(join(here, 'node_modules/@stryker-mutator/vitest-runner/dist/src/index.js')).href],
    vitest: { configFile: 'bench/mutation/vitest.config.ts', related: false },
    coverageAnalysis: 'perTest',
    concurrency: 1,
    // The copy: what the specs of one package read. Other packages are read where they are.
    ignorePatterns: [
      '**',
      '!specSettings.ts',
      '!tsconfig*.json',
      '!package.json',
      '!packages/*/tsconfig.json',
      '!bench/mutation/*.ts',
      '!pipelines/*',
      `!packages/${name}/**`,
    ],
    tempDirName: 'out/mutation',
    reporters: [],
    logLevel: 'off',
    allowConsoleColors: false,
    timeoutMS: 5000,
    disableTypeChecks: false,
    checkers: [],
  });
  return stryker.runMutationTest();
}

/** @param {readonly (string | number)[]} cells */
const row = (cells) => console.log(`| ${cells.join(' | ')} |`);

/** @param {string} title @param {readonly Mutant[]} all */
function show(title, all) {
  const count = (/** @type {readonly string[]} */ statuses) =>
    all.filter(({ status }) => statuses.includes(status)).length;
  const [killed, living] = [count(KILLED), count(LIVING)];
  const texts = all.filter(
    ({ status, mutatorName }) => LIVING.includes(status) && mutatorName === 'StringLiteral',
  ).length;
  const share = killed + living === 0 ? '–' : `${((100 * killed) / (killed + living)).toFixed(0)}%`;
  row([title, killed + living, killed, count(['Survived']), count(['NoCoverage']), texts, share]);
}

/** @param {readonly Mutant[]} all */
function showLiving(all) {
  for (const { fileName, status, mutatorName, replacement, location } of all) {
    if (!LIVING.includes(status)) continue;
    const place = `${fileName.replace(/.*packages\//, '')}:${location.start.line}:${location.start.column}`;
    console.log(`${place} ${status} ${mutatorName}: ${replacement.replaceAll(/\s+/g, ' ').slice(0, 120)}`);
  }
}

row(['file', 'mutants', 'killed', 'survived', 'in no spec', 'of them texts', 'score']);
row(['---', '---:', '---:', '---:', '---:', '---:', '---:']);
for (const [name, files] of Object.entries(TARGETS)) {
  /** @type {Mutant[]} */
  const all = [];
  const isWanted = (/** @type {string} */ file) =>
    positionals.length === 0 || positionals.some((word) => word === name || word === `${name}/${file}`);
  for (const [file, specs] of Object.entries(files).filter(([path]) => isWanted(path))) {
    try {
      const found = await mutants(name, file, specs);
      show(`${name}/${file}`, found);
      if (values.lines) showLiving(found);
      all.push(...found);
    } catch (error) {
      // A spec that fails in the copy, for one: it is said, and the other files are tried.
      process.stderr.write(`mutate: ${name}/${file}: ${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    }
  }
  if (all.length > 0) show(`**${name}**`, all);
}
