import { parseEpsilon } from '@bcos-bench/vocabulary';
import { count } from '../count.js';
import type { AuditResult } from '../results/auditResult.js';
import { NORM_SYMBOL } from '../results/normSymbol.js';
import { networkOf, type PipelineResults } from '../results/pipelineResults.js';
import type { ReportTable } from './reportTable.js';

const COLUMNS = [
  'network',
  'norm',
  'eps',
  'radius',
  'threat',
  'group',
  'attack',
  'broken',
  'left',
  'images',
  'node',
] as const;

/** The table that the verdict of an audit rests on: what each attack left of the images that are classified correctly without one. */
export function auditReport(
  results: PipelineResults,
  { node, network, norm, eps, threat, audit }: AuditResult,
): ReportTable[] {
  if (audit === null) return [];
  const images = audit.correct.length;
  const about = { network, norm, eps, radius: parseEpsilon(eps), threat };
  const comparisons = audit.comparisons.map(({ group, attack, broken, left }) => ({
    group,
    attack,
    broken: broken.length,
    left,
  }));
  return [
    {
      id: node,
      text: {
        title: `Audit of ${networkOf(results, network).title}, ${NORM_SYMBOL[norm]} ${eps}, ${threat}`,
        heads: ['group', 'attack', 'broken', 'left'],
        rows: comparisons.map(({ group, attack, broken, left }) => [group, attack, count(broken), count(left)]),
        note:
          `Numbers are images, of the ${count(images)} of ${count(audit.images)} that are classified correctly without an attack. ` +
          `Raised rules: ${namesOf(audit.rules)}. AutoAttack’s checks that are raised: ${namesOf(audit.checks)}.`,
        wordColumns: 2,
      },
      records: { columns: COLUMNS, records: comparisons.map((row) => ({ ...about, ...row, images, node })) },
    },
  ];
}

function namesOf(conditions: readonly { readonly name: string; readonly raised: boolean }[]): string {
  const raised = conditions.filter((condition) => condition.raised);
  return raised.length === 0 ? 'none' : raised.map(({ name }) => name).join(', ');
}
