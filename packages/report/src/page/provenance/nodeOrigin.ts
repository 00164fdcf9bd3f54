import {
  applyOverrides,
  commandName,
  corruptedSplits,
  corruptNode,
  dataNode,
  outputFolder,
  pipelineNodes,
  projectName,
  reportNode,
  shellLine,
  type Overrides,
  type PipelineNode,
} from '@bcos-bench/pipeline';
import { describeAttack } from '../../results/describeAttack.js';
import { describeExplanation } from '../../results/describeExplanation.js';
import { NORM_SYMBOL } from '../../results/normSymbol.js';
import { networkOf, type PipelineResults } from '../../results/pipelineResults.js';
import { recordedOverrides } from './recordedOverrides.js';

/** Where a node's numbers come from. */
export interface NodeOrigin {
  readonly node: string;
  /** What it does. */
  readonly words: string;
  /** The command line that makes it again, with everything that it needs. */
  readonly again: string;
  /** The command line of its stage alone, on existing files. */
  readonly alone: string;
  /** The folder of its files, from the workspace root. */
  readonly folder: string;
}

/** Every node of the pipeline `name`, in an order in which they can be run. */
export function nodeOrigins(name: string, results: PipelineResults): NodeOrigin[] {
  const overrides = recordedOverrides(results);
  const words = nodeWords(results);
  return pipelineNodes(name, applyOverrides(results.spec, overrides)).map((node) => ({
    node: node.name,
    words: words.get(node.name) ?? node.stage,
    again: taskLine(name, node, overrides),
    alone: shellLine(['npx', commandName(node.stage), ...node.flags, '--out', outputFolder(name, node.name)]),
    folder: outputFolder(name, node.name),
  }));
}

function taskLine(pipeline: string, node: PipelineNode, overrides: Overrides): string {
  const variables = Object.entries({ ...overrides, pipeline }).map(([key, value]) => `${key.toUpperCase()}=${value}`);
  return shellLine([...variables, 'npx', 'nx', 'run', `${projectName(pipeline, node)}:${node.stage}`]);
}

function nodeWords(results: PipelineResults): Map<string, string> {
  const titleOf = (network: string): string => networkOf(results, network).title;
  return new Map([
    [dataNode, `The data set ${results.dataset.name}`],
    ...results.networks.map(({ node, title }) => [node, `The network ${title}`] as const),
    ...[...results.attacks.values()].map(
      ({ node, network, cell }) => [node, `${describeAttack(cell)}, on ${titleOf(network)}`] as const,
    ),
    ...results.explanations.map(
      (explanation) =>
        [
          explanation.node,
          `Explanations of ${titleOf(explanation.network)} under ${describeExplanation(explanation)}`,
        ] as const,
    ),
    ...results.audits.map(
      ({ node, network, norm, eps, threat }) =>
        [node, `Audit of ${titleOf(network)}, ${NORM_SYMBOL[norm]} ${eps}, ${threat}`] as const,
    ),
    ...results.measures.map(
      ({ node, network }) => [node, `How good the explanations of ${titleOf(network)} are`] as const,
    ),
    ...results.detections.map(
      (detection) =>
        [
          detection.node,
          `Whether explanations of ${titleOf(detection.network)} tell images under ${describeExplanation(detection)}, from clean ones`,
        ] as const,
    ),
    ...results.transfers.map(
      ({ node, from, to, cell }) =>
        [node, `${titleOf(to)} on the images of ${describeAttack(cell)}, on ${titleOf(from)}`] as const,
    ),
    ...corruptedSplits(results.spec).map(
      ({ corruption, severities }) =>
        [corruptNode(corruption), `Test images under ${corruption}, severity ${severities.join(', ')}`] as const,
    ),
    ...results.corruptions.map(
      ({ node, network, corruption }) => [node, `${titleOf(network)} on test images under ${corruption}`] as const,
    ),
    [reportNode, 'This page'],
  ]);
}
