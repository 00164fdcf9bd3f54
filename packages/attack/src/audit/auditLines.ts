import { architectureText, type Audit } from '@bcos-bench/formats';

/** What an audit prints: what was audited, what each attack left, the checks and rules that are raised, and the verdict. */
export function auditLines(audit: Audit): string[] {
  const { network, norm, epsText, threat, images, correct, comparisons, checks, rules, verdict } = audit;
  const width = Math.max(...comparisons.map(({ attack }) => attack.length));
  const group = Math.max(...comparisons.map((comparison) => comparison.group.length));
  return [
    `${architectureText(network)}, ${norm} ${epsText}, ${threat}: ${correct.length} of ${images} images are classified correctly`,
    ...comparisons.map(
      ({ group: of, attack, left }) =>
        `  ${of.padEnd(group)}  ${attack.padEnd(width)}  leaves ${String(left).padStart(3)}`,
    ),
    gradientLine(audit),
    ...checks.filter(({ raised }) => raised).map(({ name, observed }) => `  AutoAttack's check: ${name} (${observed})`),
    ...rules.filter(({ raised }) => raised).map(({ name, observed }) => `  rule: ${name}: ${observed}`),
    `verdict: ${verdict.words}`,
  ];
}

function gradientLine({ gradients: { images, zero, small, measurable, mismatched } }: Audit): string {
  return `  gradients: 0 for ${zero}, below 1e-8 for ${small} of ${images} images; ${mismatched} of ${measurable} do not lead`;
}
