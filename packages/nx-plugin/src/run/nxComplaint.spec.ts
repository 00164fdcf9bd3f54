import { expect, it } from 'vitest';
import { nxComplaint } from './nxComplaint.js';

it('says what Nx complains of in one line, without its advice', () => {
  const said = [
    '',
    ' NX   Failed to process project graph.',
    '',
    'The "bcos-bench-pipeline" plugin threw an error while creating dependencies:',
    '  - a source has changed while the run began; run the same again',
    '',
    'Pass --verbose to see the stacktraces.',
  ];
  expect(nxComplaint(said)).toBe(
    'Failed to process project graph. The "bcos-bench-pipeline" plugin threw an error while creating dependencies: a source has changed while the run began; run the same again',
  );
});
