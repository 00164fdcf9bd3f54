import { expect, it } from 'vitest';
import { bcosConvLayer } from '../layers/bcosConvLayer.js';
import { errorReport, inMode } from '../testing/errorReport.fixture.js';
import { arraysUnder, layerErrors, seededImages } from '../testing/layerPeer.fixture.js';
import { onEachBackend } from '../testing/onEachBackend.fixture.js';
import { readPeer } from '../testing/peerCase.fixture.js';

const FORWARD = 1e-5;
const GRADIENTS = 1e-4;
/** As in `bench/peers/conv_fixtures.py`. */
const INPUT: [number, number, number, number] = [2, 5, 4, 4];
const OUTPUTS = 4;

const peers = readPeer('convolutions');
const report = errorReport();
const grid = [1, 1.25, 1.5, 2, 2.5, 3].flatMap((b) =>
  [1, 2].flatMap((maxOut) =>
    [1, 2].flatMap((stride) =>
      [1, 3, 7].flatMap((kernel) => [1, 2].map((groups) => ({ b, maxOut, stride, kernel, groups }))),
    ),
  ),
);

onEachBackend(() => {
  it.each(grid)(
    'b $b, MaxOut $maxOut, stride $stride, kernel $kernel, groups $groups: output and gradients of bcos',
    ({ b, maxOut, stride, kernel, groups }) => {
      const name = `b=${b} max-out=${maxOut} stride=${stride} kernel=${kernel} groups=${groups}/`;
      const geometry = { kernel, stride, padding: (kernel - 1) / 2, groups };
      const layer = bcosConvLayer('conv', INPUT[3], OUTPUTS, geometry, { b, maxOut });
      for (const mode of ['evaluate', 'explain'] as const) {
        const errors = layerErrors(layer, seededImages('input', INPUT), mode, arraysUnder(peers, name));
        report(`b ${b}, MaxOut ${maxOut}`, inMode(mode, errors));
        expect(errors.forward, mode).toBeLessThan(FORWARD);
        expect(errors.gradient, mode).toBeLessThan(GRADIENTS);
        expect(errors.weightGradient, mode).toBeLessThan(GRADIENTS);
      }
    },
  );
});
