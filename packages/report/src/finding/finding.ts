import type { FigureSpec } from '@bcos-bench/pipeline';
import type { PipelineResults } from '../results/pipelineResults.js';
import type { ReportTable } from '../table/reportTable.js';
import type { RobustnessTable } from '../table/robustnessTable.js';
import { bearing } from './bearing.js';
import { headline } from './headline.js';
import { leaderboard, type Leaderboard } from './leaderboard.js';
import { leaderboardReport } from './leaderboardReport.js';

/** What a pipeline has found, and what its numbers can bear. */
export interface Finding {
  readonly board: Leaderboard;
  /** The same as a table. */
  readonly table: ReportTable;
  readonly headline: string;
  /** Sentences. */
  readonly bearing: readonly string[];
  /** The figure that shows it; null where the pipeline draws none. */
  readonly figure: string | null;
}

/** Null where no attack has run. */
export function findingOf(results: PipelineResults, tables: readonly RobustnessTable[]): Finding | null {
  const board = leaderboard(results, tables);
  if (board === null) return null;
  const { headline: own, figures } = results.spec.report;
  const shows = figures.find((figure) => showsAccuracy(figure, board));
  return {
    board,
    table: leaderboardReport(board),
    headline: own ?? headline(board, results.dataset.classes.length),
    bearing: bearing(board, results),
    figure: shows?.id ?? null,
  };
}

/** Whether a figure has accuracy against the radius at the leaderboard's norm and threat. */
function showsAccuracy(figure: FigureSpec, { setting }: Leaderboard): boolean {
  if (figure.kind === 'radius-curve')
    return figure.attack.norm === setting.norm && figure.attack.threat === setting.threat;
  return figure.kind === 'accuracy-against-eps' && figure.threat === setting.threat;
}
