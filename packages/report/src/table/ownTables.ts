import type { PipelineResults } from '../results/pipelineResults.js';
import { auditReport } from './auditReport.js';
import { corruptionReport } from './corruptionReport.js';
import { corruptionTable } from './corruptionTable.js';
import { detectionReport } from './detectionReport.js';
import { mapShareReport } from './mapShareReport.js';
import { measureReport } from './measureReport.js';
import type { ReportTable } from './reportTable.js';
import { smallestRadiiTables } from './smallestRadii.js';
import { smallestRadiiReport } from './smallestRadiiReport.js';
import { transferReport } from './transferReport.js';
import { transferTables } from './transferTable.js';

/** The tables that a report makes by itself, by what they are of, in the order of the terminal; none where there is nothing to show. */
export const ownTables = {
  radii: (results) => smallestRadiiTables(results).map(smallestRadiiReport),
  audits: (results) => results.audits.flatMap((audit) => auditReport(results, audit)),
  measures: (results) => results.measures.flatMap((measure) => measureReport(results, measure)),
  mapShares: mapShareReport,
  detections: detectionReport,
  transfer: (results) => transferTables(results).map(transferReport),
  corruptions: (results) => {
    const table = corruptionTable(results);
    return table === null ? [] : [corruptionReport(table)];
  },
} as const satisfies Record<string, (results: PipelineResults) => ReportTable[]>;
