import { expect, it } from 'vitest';
import { requireDone } from './runTarget.js';

it('names the flag that is at fault where a stage complains', () => {
  const said = ['> nx run own-data:data', 'bcos-data: images.npy: is not there', 'Run duration: 1s'];
  expect(() => requireDone({ code: 1, said }, '--data')).toThrow('--data: bcos-data: images.npy: is not there');
});

it('takes what ran a stage at its word where the stage complains of nothing', () => {
  const said = ['15/15 ways', 'run-node: the workspace was compiled anew since this run began; run the same again'];
  expect(() => requireDone({ code: 1, said }, 'pipelines/own.yaml')).toThrow(
    'pipelines/own.yaml: run-node: the workspace was compiled anew since this run began; run the same again',
  );
});

it('names none where Nx does', () => {
  const said = ['', ' NX   Failed to process project graph.', '', 'a source has changed; run the same again'];
  expect(() => requireDone({ code: 1, said }, '--data')).toThrow(
    /^nx failed: Failed to process project graph\. a source has changed; run the same again$/,
  );
});

it('says nothing of a run that went well', () => {
  expect(() => requireDone({ code: 0, said: [] }, '--data')).not.toThrow();
});
