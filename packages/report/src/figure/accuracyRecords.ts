import { shareNumbers, type TableRecords } from '../table/tableRecords.js';
import type { AccuracyPanel } from './accuracyPanels.js';

const COLUMNS = ['panel', 'network', 'x', 'place', 'correct', 'total', 'accuracy', 'low', 'high'] as const;

/** The numbers of panels of accuracies: `x` is in units of the panel's axis. */
export function accuracyRecords(panels: readonly AccuracyPanel[]): TableRecords {
  return {
    columns: COLUMNS,
    records: panels.flatMap(({ heading, points }) =>
      points.map(({ network, x, place, accuracy }) => ({
        ...{ panel: heading, network, x, place },
        ...shareNumbers(accuracy),
      })),
    ),
  };
}
