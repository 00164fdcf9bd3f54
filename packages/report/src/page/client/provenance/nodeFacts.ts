import { duration } from './duration.js';
import type { NodeRun, NodeTiming } from './runRecord.js';

/** A name and its value, in words. */
export type Fact = readonly [name: string, words: string];

const IN_LAST_RUN = 'Last run';
const rate = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 3 });

/** What is known about a node after the last run, in words; undefined means a node that the run did not include. */
export function nodeFacts(run: NodeRun | undefined): Fact[] {
  if (run === undefined) return [[IN_LAST_RUN, 'did not include this node']];
  const fate: Fact = [IN_LAST_RUN, run.cached ? 'taken from the cache' : 'computed'];
  return run.timing === null ? [fate] : [fate, ...timingFacts(run.timing)];
}

function timingFacts({ seconds, rates, made }: NodeTiming): Fact[] {
  const speeds = Object.entries(rates).map(([name, value]) => `${rate.format(value)} ${name}`);
  return [
    ['Took', [duration(seconds), ...speeds].join(', ')],
    ['Made on', machineWords(made)],
    ['Commit', commitWords(made.commit)],
    ['Versions', versionWords(made)],
  ];
}

function machineWords({ computedOn, processor }: NodeTiming['made']): string {
  if (computedOn === null) return processor;
  const { device, threads } = computedOn;
  const width = `${threads} ${threads === 1 ? 'thread' : 'threads'}`;
  return device === 'CPU' ? `CPU, ${processor}, ${width}` : `GPU, ${device}, beside ${processor}, ${width}`;
}

function commitWords(commit: string | null): string {
  if (commit === null) return 'not known';
  return commit.endsWith('-dirty') ? `${commit.slice(0, -'-dirty'.length)}, with uncommitted changes` : commit;
}

function versionWords({ node, computedOn, packages }: NodeTiming['made']): string {
  const programs = [`Node ${node}`, ...(computedOn === null ? [] : [`TensorFlow ${computedOn.tensorflow}`])];
  return [...programs, ...Object.entries(packages).map(([name, version]) => `${name} ${version}`)].join(', ');
}
