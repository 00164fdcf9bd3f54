import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault, reasonOf } from '@bcos-bench/vocabulary';
import { readJson, requireListedContent, timingSchema, writeWhole, type Timing } from '@bcos-bench/formats';
import { reportNode, outputFolder, withRecord, type RunRecord } from '@bcos-bench/pipeline';
import { reportedRuns, type ReportedRun } from './reportedRuns.js';
import type { TaskOutcome } from './taskNode.js';

/**
 * Writes into the page of every report that a run made or restored what is known of the run, in place of what was known of one
 * before. The cache holds the page without it, and so does the report's manifest: a page that is not the one it lists is left alone. Whatever is wrong with a page, the run was right: a line says so, and no more.
 * @param root the workspace
 * @param outcomes what Nx says of the run's tasks
 * @param say is told of a page that could not be written
 */
export function recordRuns(
  root: string,
  outcomes: Readonly<Record<string, TaskOutcome>>,
  say: (line: string) => void,
): void {
  for (const run of reportedRuns(outcomes)) {
    const page = join(root, outputFolder(run.pipeline, reportNode), 'index.html');
    try {
      const found = readFileSync(page, 'utf8');
      // The manifest lists the page as the report wrote it, without a record, as the cache has it.
      requireListedContent(page, Buffer.from(withRecord(found, null)));
      const recorded = withRecord(found, recordOf(root, run));
      writeWhole(page, (sibling) => writeFileSync(sibling, recorded));
    } catch (error) {
      say(`${page}: is without a record of this run (${reasonOf(error)})`);
    }
  }
}

function recordOf(root: string, { pipeline, cached }: ReportedRun): RunRecord {
  const nodes = [...cached]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([node, wasCached]) => {
      const timing = readTiming(join(root, outputFolder(pipeline, node), 'timing.json'));
      return [node, { cached: wasCached, timing }] as const;
    });
  return { nodes: Object.fromEntries(nodes) };
}

/** Null where it is missing or damaged: the page then does without. */
function readTiming(path: string): Timing | null {
  try {
    return readJson(path, timingSchema, 'run the node again');
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}
