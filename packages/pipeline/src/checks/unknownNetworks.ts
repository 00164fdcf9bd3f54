import { nearestName } from '@bcos-bench/vocabulary';
import { initialNetwork } from '../nodes/networkSource.js';
import type { PipelineSpec } from '../schema/pipelineSchema.js';
import type { KeyPath } from '../yaml/yamlSource.js';
import type { Contradiction } from './contradiction.js';
import { figureNetworks } from './figureChecks.js';

/** The networks that parts of a pipeline name and that it does not have. */
export function unknownNetworks(spec: PipelineSpec): Contradiction[] {
  const known = Object.keys(spec.networks);
  const listed = (names: 'all' | readonly string[], path: KeyPath): [KeyPath, string][] =>
    names === 'all' ? [] : names.map((name, at) => [[...path, at], name]);
  const references: [KeyPath, string][] = [
    ...Object.entries(spec.networks).flatMap(([id, network]): [KeyPath, string][] => {
      const init = initialNetwork(network);
      return init === null ? [] : [[['networks', id, 'train', 'init'], init]];
    }),
    ...spec.attacks.flatMap(({ networks }, grid) => listed(networks, ['attacks', grid, 'networks'])),
    ...spec.explanations.map(({ network }, at): [KeyPath, string] => [['explanations', at, 'network'], network]),
    ...spec.checks.map(({ network }, at): [KeyPath, string] => [['checks', at, 'network'], network]),
    ...spec.measures.map(({ network }, at): [KeyPath, string] => [['measures', at, 'network'], network]),
    ...spec.detections.map(({ network }, at): [KeyPath, string] => [['detections', at, 'network'], network]),
    ...spec.audits.flatMap(({ network, from }, place): [KeyPath, string][] => [
      [['audits', place, 'network'], network],
      ...(from === undefined ? [] : [[['audits', place, 'from'], from] as [KeyPath, string]]),
    ]),
    ...spec.transfer.flatMap(({ from, to }, place) => [
      ...listed(from, ['transfer', place, 'from']),
      ...listed(to, ['transfer', place, 'to']),
    ]),
    ...spec.corruptions.flatMap(({ networks }, place) => listed(networks, ['corruptions', place, 'networks'])),
    ...listed(spec.report.live, ['report', 'live']),
    ...spec.report.tables.flatMap(({ rows }, table) =>
      rows.map(({ network }, row): [KeyPath, string] => [['report', 'tables', table, 'rows', row, 'network'], network]),
    ),
    ...spec.report.figures.flatMap((figure, at) => figureNetworks(figure, ['report', 'figures', at])),
  ];
  return references
    .filter(([, name]) => !known.includes(name))
    .map(([path, name]) => ({ path, what: `names network '${name}'; ${networkRemedy(name, known)}` }));
}

/** Which network is meant, or which there are. */
function networkRemedy(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  return nearest === null ? `there are ${known.join(', ')}` : `did you mean ${nearest}?`;
}

/** Whether a part asks for something only of a network that there is not: that is no fault of its own. */
export function isConsequence(gap: Contradiction, unknown: readonly Contradiction[]): boolean {
  return unknown.some(({ path }) => begins(gap.path, path.slice(0, typeof path.at(-1) === 'number' ? -2 : -1)));
}

function begins(path: KeyPath, part: KeyPath): boolean {
  return part.every((key, at) => path[at] === key);
}
