import { expect, it } from 'vitest';
import { faultLines, reportLines } from './closingLines.js';

const report = (status: string) => ({
  'smoke-data:data': { task: { projectRoot: 'pipelines/smoke/data' }, status, terminalOutput: 'shapes\n' },
  'smoke-report:report': {
    task: { projectRoot: 'pipelines/smoke/report' },
    status,
    terminalOutput:
      '12/16 figures drawn 2s left\nTable 1\n\n| a |\nnote: b\nThe report: /elsewhere/out/smoke/report/index.html\n',
  },
});
const TABLES = ['Table 1', '', '| a |', 'note: b'];
const PAGE = 'The report is at /here/out/smoke/report/index.html';
const many = ['node', 'nx', 'run-many', '-t', 'report'];

it.each(['success', 'local-cache', 'local-cache-kept-existing', 'remote-cache'])(
  'the end of a run that is %s: the tables, and the page of this folder',
  (status) => {
    expect(reportLines('/here', report(status), many)).toEqual([...TABLES, PAGE]);
    expect(reportLines('/here', report(status), [...many, '--outputStyle=static-failures-only'])).toEqual([
      ...TABLES,
      PAGE,
    ]);
  },
);

it.each([
  [[...many, '--outputStyle=stream']],
  [[...many, '--output-style=static']],
  [['node', 'nx', 'run', 'smoke-report:report']],
])('%j has shown the tables', (argv) => {
  expect(reportLines('/here', report('success'), argv)).toEqual([PAGE]);
});

it('a run without a report, or one that failed, ends with no page', () => {
  expect(reportLines('/here', report('failure'), many)).toEqual([]);
  expect(reportLines('/here', {}, many)).toEqual([]);
});

it('repeats the complaint of each task that failed', () => {
  const outcomes = {
    'smoke-data:data': { task: {}, status: 'success', terminalOutput: 'bcos-data: fine' },
    'engine:native': {
      task: {},
      status: 'failure',
      terminalOutput: "bcos-engine-native: the compiler 'g++' is missing; install one\n",
    },
    'smoke-train-a:train': {
      task: {},
      status: 'failure',
      terminalOutput: 'bcos-train: out/x: is damaged; make it again\nrun-node: smoke-train-a:train failed; see above\n',
    },
    'smoke-attack-a:attack': { task: {}, status: 'skipped' },
  };
  expect(faultLines(outcomes)).toEqual([
    "engine:native: bcos-engine-native: the compiler 'g++' is missing; install one",
    'smoke-train-a:train: bcos-train: out/x: is damaged; make it again',
  ]);
});
