import { join } from 'node:path';
import { outputFolder, reportNode } from '@bcos-bench/pipeline';
import { faultLine, type EndedTask } from './rememberedFaults.js';
import { taskNode } from './taskNode.js';
import { FROM_CACHE } from './taskStatus.js';

type Outcomes = Readonly<Record<string, EndedTask>>;

/** Lines of a report that are of no interest when it is done: its command, how far it was, and its page from where it was made. */
const PASSING = /^(?:> node |\d+\/\d+ |The report: )/;

/**
 * What a run ends with that made reports, or took them from the cache: the tables of each, unless Nx has shown them, and where its page
 * is. What a report has said is in the cache; the folder in which it was made may be another.
 * @param outcomes what Nx says of the run's tasks
 * @param argv the words of the run, with Node and Nx before them
 */
export function reportLines(root: string, outcomes: Outcomes, argv: readonly string[]): string[] {
  return Object.values(outcomes).flatMap((outcome) => {
    const ended = taskNode(outcome);
    if (ended?.node !== reportNode || !FROM_CACHE.has(outcome.status)) return [];
    const page = join(root, outputFolder(ended.pipeline, reportNode), 'index.html');
    return [...(hasShown(argv) ? [] : saidLines(outcome)), `The report is at ${page}`];
  });
}

/** Nx shows what the task of `nx run` says, and all tasks in an output style that the user names, but for failures alone. */
function hasShown(argv: readonly string[]): boolean {
  return !argv.includes('run-many') || /--output-?style[= ](?:stream|static(?:\s|$))/i.test(argv.join(' '));
}

function saidLines({ terminalOutput = '' }: EndedTask): string[] {
  return terminalOutput
    .trim()
    .split('\n')
    .filter((line) => !PASSING.test(line));
}

/** A line for each task that failed, with what it complained of: above stands a list of all that could not run. */
export function faultLines(outcomes: Outcomes): string[] {
  return Object.entries(outcomes)
    .filter(([, { status }]) => status === 'failure')
    .map(([task, { terminalOutput = '' }]) => `${task}: ${faultLine(terminalOutput)}`);
}
