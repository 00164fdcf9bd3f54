import { describe, it } from 'vitest';
import { errorReport } from '../testing/errorReport.fixture.js';
import { expectSmall, forReport, networkErrors } from '../testing/networkCase.fixture.js';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { smallCases, smallSource } from '../testing/smallNetworks.fixture.js';

onTensorFlow();

const report = errorReport();

describe("shallow and narrow networks of each family as the package's own", () => {
  it.each(smallCases)('$name', (networkCase) => {
    const errors = networkErrors(networkCase, smallSource);
    report(networkCase.name, forReport(errors));
    expectSmall(errors, networkCase);
  });
});
