import { join } from 'node:path';
import yargs, { type Argv } from 'yargs';
import { hideBin } from 'yargs/helpers';
import { reportingFaults, UsageFault } from '@bcos-bench/vocabulary/fault';
import { nameRemedy } from '@bcos-bench/vocabulary/nearestName';
import { requireWhole } from '@bcos-bench/vocabulary/wholeNumber';
import { parseAnswered, strictParser } from '@bcos-bench/vocabulary/parsedWords';
import { addEvaluateFlags } from '../evaluate/evaluateFlags.js';
import { addInitFlags, initStudy, terminalAsk } from '../init/initCommand.js';
import { sealFolder, verifyNodes } from '../record/nodeManifests.js';
import { isInstalled } from '../code/packageFolder.js';
import { engineProgram } from '../code/program.js';
import { workspaceHere } from '../ownWorkspace.js';
import { workspaceAround, workspaceOf } from '../workspaceAround.js';
import { becomeProgram, commandProgram, stageCommands } from './stageCommands.js';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** The port of the gallery unless the user says otherwise. */
const USUAL_PORT = 4173;

/** The commands that are no stages, by name. */
const ownCommands: Readonly<Record<string, (parser: Argv) => Argv>> = {
  engine: (parser) =>
    parser.command(
      'engine',
      'Fetches TensorFlow and builds the addon, or checks both; every command does so at first use.',
      (options) => options,
      () => becomeProgram(join(workspaceOf(), engineProgram(workspaceOf())), []),
    ),
  evaluate: (parser) =>
    parser.command(
      'evaluate <network>',
      'Says how robust a network of your own is: a file or a checkpoint, your images, a radius.',
      addEvaluateFlags,
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
      addInitFlags,
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
        if (pipeline !== undefined) process.env['PIPELINE'] = pipeline;
        await (await import('../plan/planRun.js')).planRun(root, target, measure, say);
      },
    ),
  run: (parser) =>
    parser.command(
      'run <pipeline>',
      'Runs a pipeline: what has changed since the last run, and what depends on it.',
      (options) =>
        options
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
        options.option('port', {
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
      (options) => options.positional('folder', { type: 'string', demandOption: true, describe: 'such as out/smoke' }),
      ({ folder }) => verifyNodes(folder, say),
    ),
  seal: (parser) =>
    parser.command(
      'seal <folder>',
      'Writes the manifest of a folder made by hand or by an older version.',
      (options) =>
        options.positional('folder', { type: 'string', demandOption: true, describe: 'such as a checkpoint' }),
      ({ folder }) => sealFolder(folder),
    ),
};

const words = hideBin(process.argv);
const program = commandProgram(words[0], workspaceOf());
if (program === null) await reportingFaults('bcos', runOwn);
else await becomeProgram(program, words.slice(1));

async function runOwn(): Promise<void> {
  const [first] = words;
  const names = [...Object.keys(ownCommands), ...stageCommands.keys()];
  if (first !== undefined && !first.startsWith('-') && !names.includes(first)) {
    throw new UsageFault({ what: `there is no command '${first}'`, remedy: nameRemedy(first, names) });
  }
  const base = yargs()
    .scriptName('bcos')
    .usage('$0 COMMAND\n\nHow robust is a network, and what do attacks do to its explanations?');
  const own = Object.values(ownCommands).reduce((parser, add) => add(parser), base);
  const parser = [...stageCommands].reduce((all, [name, describe]) => all.command(name, describe), own);
  const asked = first === undefined ? ['--help'] : words;
  const { answered } = await parseAnswered(strictParser(parser, 'bcos', asked), asked);
  if (answered !== '') say(answered);
}
