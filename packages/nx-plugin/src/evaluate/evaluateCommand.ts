import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  ALLOW_LARGE_EPS,
  attackDescription,
  CIFAR10_CLASSES,
  classList,
  Fault,
  HOLDS_NO_NORMALISER,
  parseClassList,
  percent,
  proportionInWords,
  reasonOf,
  requireWhole,
  requireWithinDiameter,
  sortedJson,
  UsageFault,
} from '@bcos-bench/vocabulary';
import { readCleanCheck, readDataset, type Dataset } from '@bcos-bench/formats';
import {
  attackNode,
  checkNode,
  dataNode,
  outputFolder,
  readPipeline,
  reportNode,
  type AttackCell,
} from '@bcos-bench/pipeline';
import { planRun } from '../plan/planRun.js';
import { CleanFault, cleanDecision } from './cleanDecision.js';
import type { EvaluateFlags } from './evaluateFlags.js';
import { evaluatedData } from './evaluatedData.js';
import { evaluatedNetwork } from './evaluatedNetwork.js';
import { evaluationPipeline, WRITTEN_BY, type Evaluation } from './evaluationPipeline.js';
import { readOutcome, type Outcome } from './outcome.js';
import { outcomeLines, outcomeMarkdown } from './outcomeText.js';
import { requireDone, runTarget } from '../run/runTarget.js';

type Say = (line: string) => void;

/** What the command exits with where the robust accuracy is under `--fail-under`. */
const UNDER = 3;

/**
 * Evaluates one network: writes a pipeline of its own, looks at the clean accuracy, says what will run and for how long, runs it through
 * Nx, and says what came of it.
 * @param root the workspace
 * @returns the exit code
 * @throws Fault where something is missing or fails, UsageFault where the flags contradict each other
 */
export async function evaluate(flags: EvaluateFlags, root: string, say: Say): Promise<number> {
  const attack = attackOf(flags);
  const files = { json: absolute(flags.json), markdown: absolute(flags.markdown), out: absolute(flags.out) };
  const network = evaluatedNetwork(flags.network, flags, root);
  const data = await evaluatedData(flags, root);
  const name = flags.name ?? `evaluate-${network.id}`;
  setEnvironment(name, data.source, network.weightsDir);
  process.chdir(root);
  const evaluation: Evaluation = {
    ...{ name, network: network.id, data: data.keys, source: network.source, attack },
    ...{ allowLargeEps: flags.allowLargeEps, limit: flags.limit, explain: flags.explain },
  };
  const file = join('pipelines', `${name}.yaml`);
  writePipeline(file, evaluation);
  say(`pipeline ${file}`);
  say('looking at the clean accuracy; if it is low, the usual other ways to give images to the network are tried');
  const dataset = data.dataset ?? (await madeDataset(root, name));
  const whole = withClasses(sized(evaluation, dataset), dataset, flags);
  writePipeline(file, whole);
  const isUnsaid = await runCheck(root, file, whole);
  const check = readCleanCheck(outputFolder(name, checkNode(network.id)));
  try {
    cleanDecision(check, { isUnsaid, anyway: flags.anyway }).forEach(say);
  } catch (error) {
    if (error instanceof CleanFault) error.lines.forEach(say);
    throw error;
  }
  const { limit = 0 } = whole;
  say(`${limit} test images will be attacked, ${whole.explain} of them explained`);
  say('');
  await planRun(root, 'report', flags.measure, say);
  say('');
  const { code } = await runTarget({ root, target: 'report', isShown: true }, process.env);
  if (code !== 0)
    throw new Fault({ what: `nx ended with exit code ${code}`, where: file, remedy: 'the same command continues' });
  const page = resolve(outputFolder(name, reportNode), 'index.html');
  const outcome = await readOutcome(outputFolder(name, attackNode(network.id, attack)), network.id, page);
  say('');
  outcomeLines(outcome).forEach(say);
  writeFiles(outcome, files, name);
  return underLimit(outcome, flags.failUnder, say);
}

function absolute(path: string | undefined): string | undefined {
  return path === undefined ? undefined : resolve(path);
}

/** The attack that the flags ask for. @throws UsageFault for a radius or a number that cannot be */
function attackOf(flags: EvaluateFlags): AttackCell {
  const { norm, eps, attack, steps, members, queries, threat, explain, failUnder } = flags;
  requireWithinDiameter(norm, eps, Infinity, '--eps', { allowed: flags.allowLargeEps, by: `--${ALLOW_LARGE_EPS}` });
  requireWhole('--steps', steps ?? 1, 1);
  requireWhole('--explain', explain, 0);
  if (failUnder !== undefined && !(failUnder >= 0 && failUnder <= 1)) {
    throw new UsageFault({
      what: `${failUnder} is not a share`,
      where: '--fail-under',
      remedy: 'write one from 0 to 1, such as 0.45',
    });
  }
  return {
    ...{ norm, eps: eps.replaceAll(' ', ''), threat, attack, steps: steps ?? attackDescription(attack).usualSteps },
    ...(members === undefined ? {} : { members }),
    ...(queries === undefined ? {} : { queries }),
  };
}

/** Which pipeline is on, and where its sources are. What would make it smaller, or name another source, is not for this. */
function setEnvironment(name: string, data: string, weights: string | null): void {
  process.env['PIPELINE'] = name;
  process.env['DATA_DIR'] = data;
  if (weights !== null) process.env['WEIGHTS_DIR'] = weights;
  for (const variable of ['CIFAR10_DIR', 'EPOCHS', 'TRAIN', 'TEST', 'LIMIT'])
    Reflect.deleteProperty(process.env, variable);
}

/** Writes a pipeline where there is none, or one that an evaluation has written. @throws Fault where it is somebody's own, or wrong */
function writePipeline(file: string, evaluation: Evaluation): void {
  if (existsSync(file) && !readFileSync(file, 'utf8').startsWith(WRITTEN_BY)) {
    throw new Fault({ what: 'is a pipeline of your own', where: file, remedy: 'give another name with --name' });
  }
  const text = evaluationPipeline(evaluation);
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
  readPipeline(file);
}

/** Makes the data of a pipeline, and reads what it has become. @throws Fault with what is wrong with the source */
async function madeDataset(root: string, name: string): Promise<Dataset> {
  requireDone(await runTarget({ root, target: 'data', isShown: false }, process.env), '--data');
  return readDataset(outputFolder(name, dataNode));
}

/** No more images than there are, said in the pipeline so that a plan knows. */
function sized(evaluation: Evaluation, { splits }: Dataset): Evaluation {
  const limit = Math.min(evaluation.limit ?? splits.test.count, splits.test.count);
  return { ...evaluation, limit, explain: Math.min(evaluation.explain, limit) };
}

/** An imported network has the classes of the data, and its outputs the order that the user names. @throws UsageFault for other classes */
function withClasses(evaluation: Evaluation, { classes }: Dataset, flags: EvaluateFlags): Evaluation {
  const { source } = evaluation;
  if (!('import' in source)) {
    if (flags.classes === undefined) return evaluation;
    throw new UsageFault({ what: 'is for a file of weights', where: '--classes', remedy: 'a checkpoint says its own' });
  }
  const outputs: readonly string[] | null =
    flags.classes === 'cifar10' ? CIFAR10_CLASSES : parseClassList(flags.classes ?? classList(classes));
  const isOfData = outputs?.length === classes.length && classes.every((name) => outputs.includes(name));
  if (!isOfData) {
    const what = `names other classes than the data: ${classList(classes)}`;
    throw new UsageFault({ what, where: '--classes', remedy: 'name these, in the order of the outputs' });
  }
  const isSameOrder = classes.every((name, place) => name === outputs[place]);
  const order = isSameOrder ? {} : { outputs: classList(outputs) };
  return { ...evaluation, source: { import: { ...source.import, classes: classList(classes), ...order } } };
}

/**
 * Runs the look at the clean accuracy. Where nothing says which normaliser the network has, it is looked at without one.
 * @returns whether nothing says so
 */
async function runCheck(root: string, file: string, evaluation: Evaluation): Promise<boolean> {
  const run = await runTarget({ root, target: 'check', isShown: false }, process.env);
  const { source } = evaluation;
  const isUnsaid = run.code !== 0 && 'import' in source && run.said.some((line) => line.includes(HOLDS_NO_NORMALISER));
  if (!isUnsaid) {
    requireDone(run, file);
    return false;
  }
  writePipeline(file, { ...evaluation, source: { import: { ...source.import, normalise: 'none' } } });
  requireDone(await runTarget({ root, target: 'check', isShown: false }, process.env), file);
  return true;
}

interface OutcomeFiles {
  readonly json: string | undefined;
  readonly markdown: string | undefined;
  readonly out: string | undefined;
}

function writeFiles(outcome: Outcome, { json, markdown, out }: OutcomeFiles, name: string): void {
  if (json !== undefined) writeText(json, '--json', `${sortedJson(outcome)}\n`);
  if (markdown !== undefined) writeText(markdown, '--markdown', outcomeMarkdown(outcome));
  if (out === undefined) return;
  if (existsSync(out))
    throw new Fault({ what: 'is there already', where: `--out ${out}`, remedy: 'name a folder to make' });
  cpSync(outputFolder(name, reportNode), out, { recursive: true });
}

function writeText(path: string, flag: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new Fault({ what: `cannot be written (${reasonOf(error)})`, where: `${flag} ${path}` }, { cause: error });
  }
}

/** 0, or the exit code of a robust accuracy under the limit, which is said. */
function underLimit({ robust }: Outcome, limit: number | undefined, say: Say): number {
  if (limit === undefined) return 0;
  const isUnder = robust.value < limit;
  say(
    `robust accuracy ${proportionInWords(robust)} is ${isUnder ? 'under' : 'not under'} ${percent(limit)}% (--fail-under ${limit})`,
  );
  return isUnder ? UNDER : 0;
}
