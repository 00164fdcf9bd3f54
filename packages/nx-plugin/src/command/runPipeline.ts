import { resolve } from 'node:path';
import { Fault } from '@bcos-bench/vocabulary';
import { workspaceHere } from '../ownWorkspace.js';
import { reportPages } from '../record/reportPages.js';
import { runTarget } from '../run/runTarget.js';
import { adoptPipeline } from './adoptPipeline.js';

type Say = (line: string) => void;

/** The target that makes the page. */
const REPORT = 'report';

/**
 * Runs a pipeline through Nx and says where its page is.
 * @param pipeline its name, or its file
 * @param target such as `report`
 * @param folder where the command was called
 * @throws Fault where the file is wrong, or a task fails
 */
export async function runPipeline(pipeline: string, target: string, folder: string, say: Say): Promise<void> {
  const root = workspaceHere(folder, say);
  const name = pipeline.endsWith('.yaml') ? adoptPipeline(resolve(folder, pipeline), root, say) : pipeline;
  process.env['PIPELINE'] = name;
  const [page] = reportPages(root, name);
  const { code } = await runTarget(root, target, process.env, true);
  if (code !== 0) {
    const remedy = 'see above; the same command continues';
    throw new Fault({ what: `nx ended with exit code ${code}`, where: `pipeline ${name}`, remedy });
  }
  if (target === REPORT) say(`The report is at ${page}`);
}
