import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Fault } from '@bcos-bench/vocabulary';
import { pipelineName, readPipeline } from '@bcos-bench/pipeline';

/**
 * Nx knows the pipelines in `pipelines/` of the workspace. One that lies elsewhere is copied there, again in each run.
 * @param file its path
 * @param root the workspace
 * @returns its name
 * @throws Fault where it is wrong, or another pipeline has its name
 */
export function adoptPipeline(file: string, root: string, say: (line: string) => void): string {
  const name = pipelineName(file);
  const place = join('pipelines', `${name}.yaml`);
  if (file === join(root, place)) return name;
  readPipeline(file);
  const mark = `# A copy of ${relative(root, file)}, made by bcos run.\n`;
  const text = `${mark}${readFileSync(file, 'utf8')}`;
  const there = existsSync(join(root, place)) ? readFileSync(join(root, place), 'utf8') : mark;
  if (!there.startsWith(mark)) {
    const remedy = `rename one of the two, or run npx bcos run ${name}`;
    throw new Fault({ what: `is another pipeline than ${relative(root, file)}`, where: place, remedy });
  }
  if (there !== text) {
    writeFileSync(join(root, place), text);
    say(`${place} is a copy of ${relative(root, file)}`);
  }
  return name;
}
