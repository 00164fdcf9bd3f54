import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { absentFiles, pipelineName, readPipeline } from '@bcos-bench/pipeline';
import { circumstances, writeTiming } from '@bcos-bench/formats';
import type { CommonFlags } from '@bcos-bench/vocabulary';
import type { Stage, StageContext } from '@bcos-bench/cli';
import { isDrawn, type AbsentFigure, type Figure } from './figure/figure.js';
import { drawFigure } from './figure/figureKinds.js';
import { lossSurfaceFigure } from './figure/lossSurfaceFigure.js';
import { measureFigure } from './figure/measureFigure.js';
import { svgFile } from './figure/svgFile.js';
import { svgToPng } from './figure/svgToPng.js';
import { findingOf, type Finding } from './finding/finding.js';
import { page } from './page/page.js';
import { missingNodes, readPipelineResults, type PipelineResults } from './results/pipelineResults.js';
import { writeResultsFile } from './results/resultsFile.js';
import { resultsOf } from './resultsOf.js';
import { checksReport } from './table/checksReport.js';
import { attackChecks, raisedFlags } from './sanity/raisedFlags.js';
import { csvTable } from './table/csvTable.js';
import { explanationChangeReport } from './table/explanationChangeReport.js';
import { explanationChangeRows } from './table/explanationChangeTable.js';
import { networkPairReport } from './table/networkPairReport.js';
import { ownTables } from './table/ownTables.js';
import type { ReportTable } from './table/reportTable.js';
import { robustnessReport } from './table/robustnessReport.js';
import { robustnessTable, type RobustnessTable } from './table/robustnessTable.js';
import { tableFormats } from './table/tableFormats.js';
import { terminalLines, terminalTable } from './table/terminalTable.js';

/** The number of nodes that have not run which the terminal names; the page names all. */
const NODES_NAMED = 4;
/** The number of raised flags that the terminal names; the page names all. */
const FLAGS_NAMED = 8;

/** The flags of `bcos-report`. */
export interface ReportFlags extends CommonFlags {
  pipeline: string;
  in: string;
  without: string[] | undefined;
}

/** `bcos-report`: what the nodes of a pipeline have written, as tables, figures and one page. */
export const reportStage: Stage<ReportFlags> = {
  name: 'bcos-report',
  describe: 'Makes tables, figures and one page from what the nodes of a pipeline have written.',
  example: '--pipeline pipelines/smoke.yaml --in out/smoke --out out/try/report',
  flags: (parser) =>
    parser
      .epilogue('bcos-report diff A B compares two reports: see bcos-report diff --help.')
      .option('pipeline', {
        type: 'string',
        demandOption: true,
        requiresArg: true,
        describe: 'the pipeline file, such as pipelines/smoke.yaml',
      })
      .option('in', {
        type: 'string',
        demandOption: true,
        requiresArg: true,
        describe: 'the folder that holds a folder for each node, such as out/smoke',
      })
      .option('without', {
        type: 'string',
        array: true,
        requiresArg: true,
        describe: 'networks that are left out because their published file is missing',
      }),
  inputs: ({ pipeline, in: folder }) => ({ '--pipeline': pipeline, '--in': folder }),
  run: async (flags, context) => {
    const spec = readPipeline(flags.pipeline);
    const without = new Set(flags.without);
    const absent = absentFiles(spec, without);
    const results = await readPipelineResults(spec, flags.in, context.progress, without);
    const { tables: tableSpecs, figures: figureSpecs } = results.spec.report;
    const tables = tableSpecs.map((spec) => robustnessTable(spec, results));
    const figures: (Figure | AbsentFigure)[] = [];
    for (const spec of figureSpecs) figures.push(await drawFigure(spec, results));
    const surfaces: Figure[] = [];
    for (const audit of results.audits) surfaces.push(...(await lossSurfaceFigure(results, audit)));
    const measured: Figure[] = [];
    for (const measure of results.measures) measured.push(...(await measureFigure(results, measure)));
    writeResultsFile(context.folder, resultsOf(results, tables));
    const finding = findingOf(results, tables);
    const shown = reportTables(tables, results);
    const checks = checksReport(attackChecks(results));
    writeTables(join(context.folder, 'tables'), [
      ...(finding === null ? [] : [finding.table]),
      ...shown,
      ...(checks === null ? [] : [checks]),
      ...tables.flatMap((table) => networkPairReport(table) ?? []),
    ]);
    await writeFigures(
      join(context.folder, 'figures'),
      [...figures.filter(isDrawn), ...surfaces, ...measured],
      context,
    );
    writeFileSync(
      join(context.folder, 'index.html'),
      await page({
        pipeline: pipelineName(flags.pipeline),
        results,
        finding,
        tables,
        figures,
        surfaces,
        measured,
        absent,
      }),
    );
    writeTiming(context.folder, context.started, {}, circumstances(import.meta.url, null));
    sayOutcome(context, results, finding, shown, join(flags.out, 'index.html'));
    absent.forEach((line) => context.say(line));
  },
};

/** The tables that the terminal shows: the pipeline's own, and those that a report makes by itself where there is something to show. */
function reportTables(tables: readonly RobustnessTable[], results: PipelineResults): ReportTable[] {
  const changes = explanationChangeRows(results);
  return [
    ...tables.map(robustnessReport),
    ...Object.values(ownTables).flatMap((tablesOf) => tablesOf(results)),
    ...(changes.length === 0 ? [] : [explanationChangeReport(changes)]),
  ];
}

function writeTables(folder: string, tables: readonly ReportTable[]): void {
  mkdirSync(folder);
  for (const table of tables) {
    for (const { extension, render } of tableFormats)
      writeFileSync(join(folder, `${table.id}.${extension}`), render(table));
  }
}

async function writeFigures(folder: string, figures: readonly Figure[], { progress }: StageContext): Promise<void> {
  mkdirSync(folder);
  for (const [done, figure] of figures.entries()) {
    const svg = await svgFile(figure);
    writeFileSync(join(folder, `${figure.id}.svg`), svg);
    writeFileSync(join(folder, `${figure.id}.png`), await svgToPng(svg));
    writeFileSync(join(folder, `${figure.id}.csv`), csvTable(figure.data));
    progress({ done: done + 1, total: figures.length, unit: 'figures drawn' });
  }
}

function sayOutcome(
  { say }: StageContext,
  results: PipelineResults,
  finding: Finding | null,
  tables: readonly ReportTable[],
  path: string,
): void {
  if (finding !== null) [...terminalLines(finding.headline), ''].forEach((line) => say(line));
  for (const { text } of tables) {
    for (const line of terminalTable(text)) say(line);
    say('');
  }
  sayDoubts(say, results);
  const missing = missingNodes(results);
  if (missing.length > 0) {
    const more = missing.length > NODES_NAMED ? ` and ${missing.length - NODES_NAMED} more` : '';
    say(`Not run, so missing from the report: ${missing.slice(0, NODES_NAMED).join(', ')}${more}`);
  }
  say(`The report: ${path}`);
}

/** Raised flags and notes, for readers who see only the terminal. */
function sayDoubts(say: StageContext['say'], results: PipelineResults): void {
  for (const { node, audit } of results.audits) {
    if (audit !== null) say(`${node}: ${audit.verdict.words}`);
  }
  const flags = [...raisedFlags(results).values()].flat();
  for (const { name, node, observed } of flags.slice(0, FLAGS_NAMED)) say(`flag: ${node}: ${name} (${observed})`);
  if (flags.length > FLAGS_NAMED) say(`and ${flags.length - FLAGS_NAMED} more flags: see the page`);
  for (const { node, note } of results.notes) say(`note: ${node}: ${note}`);
}
