import { at } from '@bcos-bench/vocabulary';
import type { Estimate } from './estimate.js';
import type { NodePlan } from './nodePlan.js';

const HEADINGS = {
  cached: 'from the cache',
  runs: 'would run',
  waits: 'would wait for others that run, and then run or come from the cache',
} as const;

/** How many characters of a kind are written out: lists of methods and measures are long. */
const KIND = 48;

/** How many names of what a node waits for are written out. */
const NAMED = 2;

/** The nodes of a pipeline by what a run would do with them, a line each. */
export function nodeLines(pipeline: string, plans: readonly NodePlan[]): string[] {
  const of = (state: NodePlan['state']): NodePlan[] => plans.filter((plan) => plan.state === state);
  const width = Math.max(...plans.map(({ node }) => node.name.length));
  const counts = `${of('cached').length} from the cache, ${of('runs').length} would run, ${of('waits').length} wait for them`;
  return [
    `${pipeline}: ${plans.length} nodes; ${counts}`,
    ...(['cached', 'runs', 'waits'] as const).flatMap((state) => {
      const nodes = of(state);
      if (nodes.length === 0) return [];
      const lines = nodes.map((plan) => `  ${plan.node.name.padEnd(width)}  ${reason(plan)}`.trimEnd());
      return ['', HEADINGS[state], ...lines];
    }),
  ];
}

function reason({ state, why }: NodePlan): string {
  if (state === 'runs') return why.join('; ');
  const more = why.length > NAMED ? ` and ${why.length - NAMED} more` : '';
  return why.length === 0 ? '' : `for ${why.slice(0, NAMED).join(', ')}${more}`;
}

/** How long it takes, a line for each training, each kind of attack on a network and each kind of measurement of its explanations, and all of it. */
export function estimateLines(found: readonly Estimate[]): string[] {
  if (found.length === 0) return ['Nothing that takes long would run.'];
  const rows = found.map(({ stage, network, kind, nodes, amount, rate, hours }) => [
    `${stage} ${network}${kind === null ? '' : `, ${kind.length > KIND ? `${kind.slice(0, KIND - 1)}…` : kind}`}`,
    `${nodes} ${nodes === 1 ? 'node' : 'nodes'}`,
    `${count(amount)} ${rate.unit}`,
    `${count(rate.perSecond)} a second`,
    duration(hours),
  ]);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => at(row, column).length)));
  const { rate } = at(found, 0);
  const hours = found.reduce((sum, estimate) => sum + estimate.hours, 0);
  const tasks = rate.sideBySide === 1 ? 'one task at a time' : `${rate.sideBySide} tasks side by side`;
  return [
    `How long, by a measurement of some seconds each on this machine (${rate.device}, ${tasks}):`,
    ...rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(at(widths, column))).join('  ')}`.trimEnd()),
    `  in all ${duration(hours)}, besides starts, explanations, detections and the report`,
    ...(rate.device === 'CPU'
      ? ['  A GPU: there is none here to measure; the same command says it where there is one.']
      : []),
  ];
}

function count(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(2);
}

function duration(hours: number): string {
  const minutes = Math.ceil(hours * 60);
  return minutes < 90 ? `${minutes} min` : `${hours.toFixed(1)} h`;
}
