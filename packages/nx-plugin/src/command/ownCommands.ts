import { join } from 'node:path';
import type { Argv } from 'yargs';
import { choosePipelines } from '@bcos-bench/pipeline';
import { requireWhole } from '@bcos-bench/vocabulary/wholeNumber';
import { isInstalled } from '../code/packageFolder.js';
import { engineProgram } from '../code/program.js';
import { addEvaluateFlags } from '../evaluate/evaluateFlags.js';
import { addInitFlags, initStudy, terminalAsk } from '../init/initCommand.js';
import { workspaceHere } from '../ownWorkspace.js';
import { pipelineFiles } from '../projects/pipelinesOn.js';
import { sealFolder, verifyNodes } from '../record/nodeManifests.js';
import { workspaceAround, workspaceOf } from '../workspaceAround.js';
import { becomeProgram } from './stageCommands.js';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** The port of the gallery unless the user says otherwise. */
const USUAL_PORT = 4173;

/** The commands of `bcos` that are no stages, by name. Each adds itself to a parser, with an example that works. */
export const ownCommands: Readonly<Record<string, (parser: Argv) => Argv>> = {
  engine: (parser) =>
    parser.command(
      'engine',
      'Fetches TensorFlow and builds the addon, or checks both; every command does so at first use.',
      (options) => options.example('$0 engine', 'prints the path of the addon'),
      () => becomeProgram(join(workspaceOf(), engineProgram(workspaceOf())), []),
    ),
  evaluate: (parser) =>
    parser.command(
      'evaluate <network>',
      'Says how robust a network of your own is: a file or a checkpoint, your images, a radius.',
      (options) =>
        addEvaluateFlags(
          options.example('$0 evaluate network.onnx --data IMAGES --norm linf --eps 8/255 --limit 1000', ''),
        ),
      async (flags) => {
        const { evaluate } = await import('../evaluate/evaluateCommand.js');
        process.exitCode = await evaluate(
          flags,
          isInstalled() ? workspaceHere(process.cwd(), say) : workspaceOf(),
          say,
        );
      },
    ),
  init: (parser) =>
    parser.command(
      'init <name>',
      'Writes a commented pipeline to begin with, from flags or a few questions.',
      (options) =>
        addInitFlags(
          options.example('$0 init study --dataset shapes --network resnet8 --norm linf --eps 4/255 8/255', ''),
        ),
      async (flags) => {
        const { ask, close } = terminalAsk();
        try {
          const file = await initStudy(flags, workspaceHere(process.cwd(), say), ask);
          say(`${file}: npx bcos run ${flags.name} runs it`);
        } finally {
          close();
        }
      },
    ),
  plan: (parser) =>
    parser.command(
      'plan [pipeline]',
      'Says what a run of a pipeline would do, why, and for how long; runs nothing of it.',
      (options) =>
        options
          .example('$0 plan smoke --target attack', 'the attacks alone')
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
      async ({ pipeline, target, measure }) => {
        const root = workspaceAround(process.cwd());
        if (pipeline !== undefined) {
          choosePipelines(pipelineFiles(root), pipeline, null);
          process.env['PIPELINE'] = pipeline;
        }
        await (await import('../plan/planRun.js')).planRun(root, target, measure, say);
      },
    ),
  run: (parser) =>
    parser.command(
      'run <pipeline>',
      'Runs a pipeline: what has changed since the last run, and what depends on it.',
      (options) =>
        options
          .example('$0 run smoke', 'the page, and all that it needs')
          .positional('pipeline', {
            type: 'string',
            demandOption: true,
            describe: 'its name, or its file; a copy of a file from elsewhere is put into pipelines/',
          })
          .option('target', {
            type: 'string',
            default: 'report',
            requiresArg: true,
            describe: 'target to run: report, attack, train, …',
          }),
      async ({ pipeline, target }) => {
        const { runPipeline } = await import('./runPipeline.js');
        await runPipeline(pipeline, target, process.cwd(), say);
      },
    ),
  serve: (parser) =>
    parser.command(
      'serve',
      'Lists all runs in a browser, with what they found and how far they are, and shows their pages; for this machine alone.',
      (options) =>
        options.example('$0 serve --port 0', 'on any free port').option('port', {
          type: 'number',
          default: USUAL_PORT,
          requiresArg: true,
          describe: 'port of the loopback; 0 for any that is free',
        }),
      async ({ port }) => {
        requireWhole('--port', port, 0);
        await (await import('../serve/serveCommand.js')).serve(workspaceAround(process.cwd()), port, say);
      },
    ),
  verify: (parser) =>
    parser.command(
      'verify <folder>',
      'Checks every file of a stage or a pipeline against the checksums in its manifests.',
      (options) =>
        options
          .example('$0 verify out/smoke', '')
          .positional('folder', { type: 'string', demandOption: true, describe: 'such as out/smoke' }),
      ({ folder }) => verifyNodes(folder, say),
    ),
  seal: (parser) =>
    parser.command(
      'seal <folder>',
      'Writes the manifest of a folder made by hand or by an older version.',
      (options) =>
        options
          .example('$0 seal out/try/resnet8', '')
          .positional('folder', { type: 'string', demandOption: true, describe: 'such as a checkpoint' }),
      ({ folder }) => sealFolder(folder),
    ),
};
