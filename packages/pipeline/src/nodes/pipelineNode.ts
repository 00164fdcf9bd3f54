import type { StageName } from './stages.js';

/** One node of a pipeline: a run of a stage's command. */
export interface PipelineNode {
  /** Its name within the pipeline and of its folder in `out/PIPELINE/`. */
  readonly name: string;
  readonly stage: StageName;
  /** The words of its command line, but for `--out`. */
  readonly flags: readonly string[];
  /** The network that it is about; undefined where it is about all of them or none. */
  readonly network?: string;
  /** Another network whose attacked images it reads. */
  readonly attacked?: string;
  /** The nodes that it reads. */
  readonly reads: readonly PipelineNode[];
  /** The files of the workspace that it reads besides, from its root. */
  readonly files: readonly string[];
  /** What it is about, as words of Nx: `network:resnet20`, `norm:l2`, `threat:pixel`. */
  readonly tags: readonly string[];
  /** What it reads of the pipeline's file itself. */
  readonly section?: string;
  /** The packages, without scope, that its stage runs for it and not for every node. */
  readonly requests?: readonly string[];
}

/** The nodes that a run of the target `stage` takes in: those of the stage, and all that they read. Their order stays. */
export function nodesOfRun(nodes: readonly PipelineNode[], stage: string): PipelineNode[] {
  const wanted = new Set<PipelineNode>();
  const take = (node: PipelineNode): void => {
    if (wanted.has(node)) return;
    wanted.add(node);
    node.reads.forEach(take);
  };
  nodes.filter((node) => node.stage === stage).forEach(take);
  return nodes.filter((node) => wanted.has(node));
}

/** Whether a node is about one of these networks, or reads its attacked images. */
export function concerns({ network, attacked }: PipelineNode, networks: ReadonlySet<string>): boolean {
  return [network, attacked].some((name) => name !== undefined && networks.has(name));
}

/** Where a pipeline's nodes write, from the workspace root. */
export function outputFolder(pipeline: string, node: string): string {
  return `out/${pipeline}/${node}`;
}

/** The name of a node's Nx project. */
export function projectName(pipeline: string, node: Pick<PipelineNode, 'name'>): string {
  return `${pipeline}-${node.name}`;
}

/** The root of a node's Nx project, from the workspace root; it need not exist. */
export function projectRoot(pipeline: string, node: Pick<PipelineNode, 'name'>): string {
  return `pipelines/${pipeline}/${node.name}`;
}
