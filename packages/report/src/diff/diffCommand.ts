import { writeFileSync } from 'node:fs';
import yargs, { type Argv } from 'yargs';
import {
  Fault,
  parseAnswered,
  reasonOf,
  reportingFaults,
  sortedJson,
  strictParser,
  UsageFault,
} from '@bcos-bench/vocabulary';
import { stageFolderAround } from '@bcos-bench/cli';
import { readResultsFile } from '../results/resultsFile.js';
import { compareResults, type Comparison } from './compareResults.js';
import { comparisonPage } from './comparisonPage.js';
import { comparisonWords } from './comparisonWords.js';
import { markdownComparison } from './markdownComparison.js';
import { terminalComparison } from './terminalComparison.js';

const NAME = 'bcos-report diff';
const DESCRIPTION =
  'Compares two reports: which accuracies changed, by how much, and whether by more than chance explains.';
const EXAMPLE = 'out/before/report out/smoke/report --markdown out/comment.md';

/** Runs `bcos-report diff A B`: prints and writes how the results of report B differ from those of report A. */
export async function runDiff(argv: readonly string[]): Promise<void> {
  await reportingFaults(NAME, async () => {
    const flags = await parseFlags(argv);
    if (flags === null) return;
    const { a, b, markdown, json, html, failOn } = flags;
    requireNoResult(markdown, '--markdown');
    requireNoResult(json, '--json');
    requireNoResult(html, '--html');
    const comparison = compareResults(readResultsFile(a), readResultsFile(b));
    const words = comparisonWords(comparison);
    process.stdout.write(`${terminalComparison(words, a, b).join('\n')}\n`);
    if (markdown !== undefined) writeText(markdown, '--markdown', markdownComparison(words, a, b));
    if (json !== undefined) writeText(json, '--json', sortedJson({ a, b, ...comparison }));
    if (html !== undefined) writeText(html, '--html', await comparisonPage(comparison, a, b));
    if (failOn !== undefined) failBeyond(comparison);
  });
}

interface DiffFlags {
  readonly a: string;
  readonly b: string;
  readonly markdown: string | undefined;
  readonly json: string | undefined;
  readonly html: string | undefined;
  readonly failOn: 'beyond' | undefined;
}

/** The flags, or null where yargs has answered by itself (`--help`). */
async function parseFlags(argv: readonly string[]): Promise<DiffFlags | null> {
  const parsed: DiffFlags[] = [];
  const parser = yargs()
    .scriptName(NAME)
    .example(`$0 ${EXAMPLE}`, '')
    .command('$0 <a> <b>', DESCRIPTION, addFlags, ({ a, b, markdown, json, html, failOn }) => {
      parsed.push({ a, b, markdown, json, html, failOn });
    });
  const { answered } = await parseAnswered(
    strictParser(parser, NAME, argv).parserConfiguration({
      'duplicate-arguments-array': false,
      'dot-notation': false,
      'boolean-negation': false,
    }),
    argv,
  );
  if (answered !== '') process.stdout.write(`${answered}\n`);
  return parsed[0] ?? null;
}

function addFlags(parser: Argv) {
  return parser
    .positional('a', { type: 'string', demandOption: true, describe: 'folder of a report, or of a pipeline with one' })
    .positional('b', { type: 'string', demandOption: true, describe: 'folder to compare with it' })
    .options({
      markdown: { type: 'string', requiresArg: true, describe: 'file to write the comparison to as Markdown' },
      json: {
        type: 'string',
        requiresArg: true,
        describe: 'file to write the comparison to as JSON, equal cells included',
      },
      html: {
        type: 'string',
        requiresArg: true,
        describe: 'file to write the comparison to as a page, equal cells and the numbers of changed images included',
      },
      'fail-on': {
        choices: ['beyond'] as const,
        requiresArg: true,
        describe: 'exit with 1 if a cell differs: beyond what chance explains',
      },
    });
}

/** A file in a stage's folder is a result, or would look like one. */
function requireNoResult(path: string | undefined, flag: string): void {
  const folder = path === undefined ? null : stageFolderAround(path);
  if (folder === null) return;
  const remedy = 'name a file elsewhere';
  throw new UsageFault({ what: `is in ${folder}, which a stage made`, where: `${flag} ${path ?? ''}`, remedy });
}

function writeText(path: string, flag: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new Fault({ what: `cannot be written (${reasonOf(error)})`, where: `${flag} ${path}` }, { cause: error });
  }
}

function failBeyond({ cells }: Comparison): void {
  const beyond = cells.filter(({ outcome }) => outcome === 'beyond').length;
  if (beyond === 0) return;
  const what = `${beyond} ${beyond === 1 ? 'cell differs' : 'cells differ'}`;
  throw new Fault({ what, where: '--fail-on beyond', remedy: 'look at the cells with outcome beyond' });
}
