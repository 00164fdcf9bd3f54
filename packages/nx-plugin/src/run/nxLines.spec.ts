import { expect, it } from 'vitest';
import { announcedTasks, endedTask } from './nxLines.js';

it.each([
  [' NX   Running target report for project smoke-report and 60 tasks it depends on:', 61],
  [' NX   Running target data for project smoke-data:', 1],
  [' NX   Running target report for 2 projects and 1 task they depend on:', 3],
  [
    '\u001B[7m\u001B[1m\u001B[36m NX \u001B[39m\u001B[22m\u001B[27m  Running target \u001B[1mreport\u001B[22m for project smoke-report and \u001B[1m60\u001B[22m tasks it depends on:',
    61,
  ],
  [' NX   Successfully ran target report for project smoke-report and 60 tasks it depends on', null],
  ['- smoke-report', null],
])('%j announces %s tasks', (line, tasks) => {
  expect(announcedTasks(line)).toBe(tasks);
});

it.each([
  ['✔  nx run smoke-data:data', { task: 'smoke-data:data', status: 'done' }],
  ['✔  nx run smoke-data:data  [local cache]', { task: 'smoke-data:data', status: 'cached' }],
  [
    '\u001B[32m✔\u001B[39m  \u001B[2mnx run\u001B[22m smoke-data:data  \u001B[2m[existing outputs match the cache, left as is]\u001B[22m',
    { task: 'smoke-data:data', status: 'cached' },
  ],
  ['> nx run smoke-train-resnet8:train', { task: 'smoke-train-resnet8:train', status: 'failed' }],
  ['bcos-train: nx run is not a word of it', null],
])('%j ends %o', (line, ended) => {
  expect(endedTask(line)).toEqual(ended);
});
