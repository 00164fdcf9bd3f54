import { closeSync, existsSync, openSync, readSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  outputFolder,
  pageSummary,
  pipelineNodes,
  readPipeline,
  reportNode,
  type PageSummary,
} from '@bcos-bench/pipeline';
import { Fault } from '@bcos-bench/vocabulary';
import { rememberedFaults, type NodeFaults } from '../record/rememberedFaults.js';
import { runningNodes, type RunningNode } from '../run/runningNodes.js';

/** The most bytes of a page before its style: the longest headline is some thousand. */
const MOST_HEAD_BYTES = 65_536;

/** A pipeline that has run, or runs, as the gallery shows it. */
export interface GalleryRun {
  readonly name: string;
  /** Of its report's page; null where there is none yet. */
  readonly page: PageSummary | null;
  readonly status: 'running' | 'failed' | 'done' | 'not finished';
  /** How many of its nodes have a result, of how many; null where its file is gone or cannot be read. */
  readonly nodes: { readonly there: number; readonly of: number } | null;
  readonly running: readonly RunningNode[];
  readonly faults: NodeFaults;
}

/** Every pipeline that has an output in the workspace, those that run first, the others by name. */
export function gallery(root: string): GalleryRun[] {
  const out = join(root, 'out');
  const names = existsSync(out)
    ? readdirSync(out, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
        .map(({ name }) => name)
    : [];
  const rank = ({ status }: GalleryRun): number => (status === 'running' ? 0 : 1);
  return names
    .sort()
    .map((name) => galleryRun(root, name))
    .sort((a, b) => rank(a) - rank(b));
}

function galleryRun(root: string, name: string): GalleryRun {
  const entries = readdirSync(join(root, 'out', name));
  const running = runningNodes(root, name);
  const nodes = nodesOf(root, name);
  const there = nodes?.filter((node) => entries.includes(node)).length ?? 0;
  const faults = running.length > 0 ? [] : rememberedFaults(root, name);
  const page = readPage(join(root, outputFolder(name, reportNode), 'index.html'));
  return {
    name,
    page,
    status: statusOf({ running, faults, isWhole: page !== null && (nodes === null || there === nodes.length) }),
    nodes: nodes === null ? null : { there, of: nodes.length },
    running,
    faults,
  };
}

function statusOf({
  running,
  faults,
  isWhole,
}: Pick<GalleryRun, 'running' | 'faults'> & { readonly isWhole: boolean }): GalleryRun['status'] {
  if (running.length > 0) return 'running';
  if (faults.length > 0) return 'failed';
  return isWhole ? 'done' : 'not finished';
}

/** The names of a pipeline's nodes. */
function nodesOf(root: string, name: string): string[] | null {
  try {
    return pipelineNodes(name, readPipeline(join(root, 'pipelines', `${name}.yaml`))).map((node) => node.name);
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}

/** What a page says of itself: its head is enough, and the whole is megabytes, again and again. */
function readPage(path: string): PageSummary | null {
  if (!existsSync(path)) return null;
  const page = openSync(path, 'r');
  try {
    const head = Buffer.alloc(MOST_HEAD_BYTES);
    return pageSummary(head.toString('utf8', 0, readSync(page, head)));
  } finally {
    closeSync(page);
  }
}
