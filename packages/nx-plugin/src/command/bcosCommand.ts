import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { reportingFaults } from '@bcos-bench/vocabulary/fault';
import { strictParser } from '@bcos-bench/vocabulary/parsedWords';
import { absentFiles, nodesOfRun } from '@bcos-bench/pipeline';
import { estimates } from '../plan/estimate.js';
import { nodePlans } from '../plan/nodePlan.js';
import { estimateLines, nodeLines } from '../plan/planLines.js';
import { plannedRun } from '../plan/plannedRun.js';
import { workloads } from '../plan/workload.js';
import { sealFolder, verifyNodes } from '../record/nodeManifests.js';
import { pipelineFiles, pipelinesOn, type PipelineOn } from '../projects/pipelinesOn.js';
import { workspaceAround } from '../workspaceAround.js';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

await reportingFaults('bcos', async () => {
  const parser = yargs()
    .scriptName('bcos')
    .command(
      'plan [pipeline]',
      'Says what a run of a pipeline would do, why, and for how long; runs nothing of it.',
      (parser) =>
        parser
          .positional('pipeline', {
            type: 'string',
            describe: 'name of the pipeline; PIPELINE or smoke unless given',
          })
          .option('target', {
            type: 'string',
            default: 'report',
            describe: 'target to plan: report, attack, train, …',
          })
          .option('measure', { type: 'boolean', default: true, describe: 'measure the speed of this machine' }),
      ({ pipeline, target, measure }) => plan(workspaceAround(process.cwd()), pipeline, target, measure),
    )
    .command(
      'verify <folder>',
      'Checks every file of what a stage or a pipeline has made against the checksums in its manifests.',
      (parser) => parser.positional('folder', { type: 'string', demandOption: true, describe: 'such as out/smoke' }),
      ({ folder }) => verifyNodes(folder, say),
    )
    .command(
      'seal <folder>',
      'Writes the manifest of a folder that a hand or an older version has made: what it holds now is believed.',
      (parser) => parser.positional('folder', { type: 'string', demandOption: true, describe: 'such as a checkpoint' }),
      ({ folder }) => sealFolder(folder),
    )
    .demandCommand(1, 'name a command');
  const words = hideBin(process.argv);
  await strictParser(parser, 'bcos', words).parseAsync(words);
});

async function plan(root: string, pipeline: string | undefined, target: string, measure: boolean): Promise<void> {
  if (pipeline !== undefined) process.env['PIPELINE'] = pipeline;
  // The paths of stages' commands and of what they read are from there.
  process.chdir(root);
  const outcomes = await plannedRun(root, target);
  for (const on of pipelinesOn(pipelineFiles(root), root, process.env)) {
    const plans = nodePlans(root, on.name, nodesOfRun(on.nodes, target), outcomes);
    nodeLines(on.name, plans).forEach(say);
    absentLines(on).forEach(say);
    if (!measure) continue;
    const toRun = plans.filter(({ state }) => state !== 'cached').map(({ node }) => node);
    const found = await estimates(workloads(toRun, on.spec), on.spec, (line) => process.stderr.write(`${line}\n`));
    say('');
    estimateLines(found).forEach(say);
  }
}

function absentLines({ spec, absent }: PipelineOn): string[] {
  const lines = absentFiles(spec, absent).map((line) => `  ${line}`);
  return lines.length === 0 ? [] : ['', 'left out of the report:', ...lines];
}
