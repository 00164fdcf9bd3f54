import { count } from '../count.js';
import type { ReportTable } from './reportTable.js';
import type { AttackCheck } from '../sanity/attackCheck.js';

const COLUMNS = ['check', 'node', 'raised', 'observed', 'raised_when', 'means'] as const;

/** Every check of the attacks: a row for each kind, a record for each check of each attack. Null where there is none. */
export function checksReport(checks: readonly AttackCheck[]): ReportTable | null {
  if (checks.length === 0) return null;
  const kinds = [...new Set(checks.map(({ name }) => name))];
  return {
    id: 'sanity-checks',
    text: {
      title: 'What was checked',
      heads: ['check', 'its flag is raised when', 'for example', 'passed', 'raised'],
      rows: kinds.map((name) => row(checks.filter((check) => check.name === name))),
      note: 'Times that a check was made, at one attack or between two. The example is a raised one, where there is one. The CSV has the numbers of every check of every attack.',
      wordColumns: 3,
    },
    records: {
      columns: COLUMNS,
      records: checks.map(({ name, node, raised, observed, raisedWhen, means }) => ({
        ...{ check: name, node, raised, observed },
        ...{ raised_when: raisedWhen, means },
      })),
    },
  };
}

/** Of the checks of one kind, at least one. */
function row(own: readonly AttackCheck[]): string[] {
  const raised = own.filter((check) => check.raised);
  const [example] = [...raised, ...own];
  const { name = '', raisedWhen = '', observed = '', node = '' } = example ?? {};
  return [name, raisedWhen, `${observed} (${node})`, count(own.length - raised.length), count(raised.length)];
}
