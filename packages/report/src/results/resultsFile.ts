import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { reportNode } from '@bcos-bench/pipeline';
import { Fault } from '@bcos-bench/vocabulary';
import { readJson, writeJson } from '@bcos-bench/formats';
import { resultsSchema, type Results } from './resultsSchema.js';

const FILE = 'results.json';
const REMEDY = 'make the report again with bcos-report';

/** Writes `results.json` into the folder of a report. */
export function writeResultsFile(folder: string, results: Results): void {
  writeJson(join(folder, FILE), results);
}

/**
 * Reads `results.json` from the folder of a report, or of a pipeline that has one.
 * @throws Fault where neither holds the file, or where it is damaged
 */
export function readResultsFile(folder: string): Results {
  const places = [join(folder, FILE), join(folder, reportNode, FILE)];
  const path = places.find((place) => existsSync(place));
  if (path === undefined) {
    const what = `holds neither ${FILE} nor ${join(reportNode, FILE)}`;
    throw new Fault({ what, where: folder, remedy: 'name the folder of a report, or of a pipeline with one' });
  }
  return readJson(path, resultsSchema, REMEDY);
}
