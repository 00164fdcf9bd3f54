import { describe, expect, it } from 'vitest';
import { errorReport } from './testing/errorReport.fixture.js';
import {
  forReport,
  networkCases,
  networkErrors,
  statisticsErrors,
  type NetworkCase,
} from './testing/networkCase.fixture.js';
import { onTensorFlow } from './testing/onTensorFlow.fixture.js';

onTensorFlow();

const LOGITS = 1e-5;
const GRADIENTS = 1e-4;

const report = errorReport();

/** A row of the table in `docs/exactness.md`. */
const rowOf = ({ architecture: { name }, mode }: NetworkCase): string =>
  mode === 'evaluate' ? name : `${name}, training`;

describe("networks as the peers' own", () => {
  it.each(networkCases.filter(({ mode }) => mode !== 'statistics'))('$name', (networkCase) => {
    const errors = networkErrors(networkCase);
    report(rowOf(networkCase), forReport(errors));
    const { logits = LOGITS, gradients = GRADIENTS } = networkCase.limits;
    expect(errors.logits).toBeLessThan(logits);
    expect(errors.gradient).toBeLessThan(gradients);
    expect(errors.weights).toBeLessThan(gradients);
    expect(errors.weightNorms).toBeLessThan(gradients);
    expect(errors.explanation ?? 0).toBeLessThan(GRADIENTS);
    expect(errors.completeness ?? 0).toBeLessThan(GRADIENTS);
  });

  it.each(networkCases.filter(({ mode }) => mode === 'statistics'))('$name after three steps', (networkCase) => {
    const { statistics, peer } = statisticsErrors(networkCase);
    report(rowOf(networkCase), { statistics, 'peer statistics': peer });
    expect(statistics).toBeLessThan(networkCase.limits.logits ?? LOGITS);
  });
});
