import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readRegularFile } from '@bcos-bench/formats/regularFile';

/** What versions without a manifest have written into a folder. */
export interface OlderFolder {
  readonly stage: string;
  /** The paths that its files may have. */
  readonly files: readonly RegExp[];
}

interface KnownSet {
  readonly stage: (folder: string) => string | null;
  /** All of them lie in the folder. */
  readonly needed: readonly string[];
  readonly files: readonly RegExp[];
}

const knownSets: readonly KnownSet[] = [
  set('bcos-data', ['dataset.json'], [/^dataset\.json$/, /^(train|test)-\d+-of-\d+\.arrow$/]),
  {
    ...set('', ['model.json', 'model.safetensors'], [/^model\.(json|safetensors)$/, /^metrics\.parquet$/]),
    stage: makerOfNetwork,
  },
  set('bcos-predict', ['predictions.parquet', 'summary.json'], [/^predictions\.parquet$/, /^summary\.json$/]),
  set(
    'bcos-attack',
    ['samples.parquet', 'summary.json'],
    [/^samples\.parquet$/, /^summary\.json$/, /^examples\.arrow$/],
  ),
  set('bcos-explain', ['explanations.arrow'], [/^explanations\.arrow$/, /^changes\.parquet$/]),
  set(
    'bcos-report',
    ['index.html', 'results.json', 'tables', 'figures'],
    [/^index\.html$/, /^results\.json$/, /^tables\/[^/]+\.(md|csv|tex)$/, /^figures\/[^/]+\.(svg|png)$/],
  ),
];

/** Every stage has written it. */
const TIMING = 'timing.json';

/** The known set of files that lies in a folder; null where none does. Other files may lie there as well. */
export function olderFolder(folder: string): OlderFolder | null {
  const names = new Set(readdirSync(folder));
  if (!names.has(TIMING)) return null;
  for (const { stage, needed, files } of knownSets) {
    if (!needed.every((name) => names.has(name))) continue;
    const maker = stage(folder);
    if (maker !== null) return { stage: maker, files };
  }
  return null;
}

function set(stage: string, needed: readonly string[], files: readonly RegExp[]): KnownSet {
  return { stage: () => stage, needed, files };
}

const networkSchema = z.object({ provenance: z.object({ stage: z.string() }) });

/** Several stages make networks, and say so in them. */
function makerOfNetwork(folder: string): string | null {
  try {
    return networkSchema.parse(JSON.parse(readRegularFile(join(folder, 'model.json'), '').toString('utf8'))).provenance
      .stage;
  } catch {
    return null;
  }
}
