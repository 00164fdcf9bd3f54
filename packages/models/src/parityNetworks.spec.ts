import { describe, expect, it } from 'vitest';
import { errorReport } from './testing/errorReport.fixture.js';
import {
  expectSmall,
  forReport,
  LOGITS,
  networkCases,
  networkErrors,
  statisticsErrors,
  type NetworkCase,
} from './testing/networkCase.fixture.js';
import { onTensorFlow } from './testing/onTensorFlow.fixture.js';

onTensorFlow();

const report = errorReport();

/** A row of the table in `docs/exactness.md`. */
const rowOf = ({ architecture: { name }, mode }: NetworkCase): string =>
  mode === 'evaluate' ? name : `${name}, training`;

describe("networks as the peers' own", () => {
  it.each(networkCases.filter(({ mode }) => mode !== 'statistics'))('$name', (networkCase) => {
    const errors = networkErrors(networkCase);
    report(rowOf(networkCase), forReport(errors));
    expectSmall(errors, networkCase);
  });

  it.each(networkCases.filter(({ mode }) => mode === 'statistics'))('$name after three steps', (networkCase) => {
    const { statistics, peer } = statisticsErrors(networkCase);
    report(rowOf(networkCase), { statistics, 'peer statistics': peer });
    expect(statistics).toBeLessThan(networkCase.limits.logits ?? LOGITS);
  });
});
