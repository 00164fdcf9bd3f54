import { describe, expect, it } from 'vitest';
import { errorReport } from '../testing/errorReport.fixture.js';
import { forReport, networkErrors } from '../testing/networkCase.fixture.js';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { smallCases, smallSource } from '../testing/smallNetworks.fixture.js';

onTensorFlow();

const LOGITS = 1e-5;
const GRADIENTS = 1e-4;
const report = errorReport();

describe("shallow and narrow networks of each family as the package's own", () => {
  it.each(smallCases)('$name', (networkCase) => {
    const errors = networkErrors(networkCase, smallSource);
    report(networkCase.name, forReport(errors));
    const { logits = LOGITS, gradients = GRADIENTS } = networkCase.limits;
    expect(errors.logits).toBeLessThan(logits);
    expect(errors.gradient).toBeLessThan(gradients);
    expect(errors.weights).toBeLessThan(gradients);
    expect(errors.weightNorms).toBeLessThan(gradients);
    expect(errors.explanation ?? 0).toBeLessThan(GRADIENTS);
    expect(errors.completeness ?? 0).toBeLessThan(GRADIENTS);
  });
});
