import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Fault, reasonOf } from '@bcos-bench/vocabulary';
import { verifyFolder, writeManifest, MANIFEST_FILE } from '@bcos-bench/formats';
import { withRecord } from '@bcos-bench/pipeline';

/**
 * Checks every file of the folders that stages made: of `folder` itself, or of the folders in it, such as the nodes of a pipeline.
 * @param say is told a line for each folder
 * @throws Fault where a file is not as the stage wrote it, or where there is no such folder
 */
export function verifyNodes(folder: string, say: (line: string) => void): void {
  for (const node of nodesIn(folder)) {
    const files = verifyFolder(node, { asWritten: withoutRecord });
    say(`${node}: ${files} files are as they were written`);
  }
}

/** The page of a report has the record of a run added to it, after it was written. */
function withoutRecord(name: string, content: Buffer): Buffer {
  return name === 'index.html' ? Buffer.from(withRecord(content.toString('utf8'), null)) : content;
}

function nodesIn(folder: string): string[] {
  if (existsSync(join(folder, MANIFEST_FILE))) return [folder];
  const nodes = namesIn(folder)
    .map((name) => join(folder, name))
    .filter((path) => existsSync(join(path, MANIFEST_FILE)));
  if (nodes.length > 0) return nodes;
  throw new Fault({
    what: `neither it nor a folder in it has a ${MANIFEST_FILE}`,
    where: folder,
    remedy: 'name a folder that a stage made, such as out/smoke',
  });
}

/**
 * Writes the manifest of a folder that a hand or an older version has made, so that what it holds now is believed.
 * @throws Fault where there is no such folder, or it has a manifest
 */
export function sealFolder(folder: string): void {
  namesIn(folder);
  if (existsSync(join(folder, MANIFEST_FILE))) {
    throw new Fault({
      what: `has a ${MANIFEST_FILE}`,
      where: folder,
      remedy: 'remove it first to trust these files',
    });
  }
  writeManifest(folder, 'bcos seal');
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    throw new Fault({ what: `cannot be read (${reasonOf(error)})`, where: folder }, { cause: error });
  }
}
