import { describe, expect, it } from 'vitest';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { caseErrors, cases } from '../testing/onnxCase.fixture.js';

onTensorFlow();

describe('ONNX networks of PyTorch', () => {
  it.each(cases)('$file has the logits and the gradient of PyTorch', (onnxCase) => {
    const { logits, gradient } = caseErrors(onnxCase);
    if (process.env['PARITY_REPORT'] !== undefined) {
      process.stdout.write(`| ${onnxCase.file} | ${logits.toExponential(1)} | ${gradient.toExponential(1)} |\n`);
    }
    expect(logits).toBeLessThan(1e-4);
    expect(gradient).toBeLessThan(1e-3);
  });
});
