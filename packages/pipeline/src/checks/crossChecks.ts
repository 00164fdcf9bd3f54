import {
  ALLOW_LARGE_EPS,
  attackDescription,
  numbersOf,
  parseEpsilon,
  parseStepSize,
  reasonOf,
  requireWithinDiameter,
  UsageFault,
  type AttackNorm,
} from '@bcos-bench/vocabulary';
import { networkAttacks, type NetworkAttack } from '../nodes/attackGrid.js';
import { auditGaps } from './auditChecks.js';
import { attackVariantKeys, variantName } from '../schema/attackVariant.js';
import type { Contradiction } from './contradiction.js';
import { saidImageShape } from '../nodes/saidImageShape.js';
import { figureGaps } from './figureChecks.js';
import { missingImages } from './missingAttack.js';
import { repeatedNodes } from './repeatedNodes.js';
import { networkMaking } from '../nodes/networkSource.js';
import { corruptedSplits } from '../nodes/corruptions.js';
import {
  attackNode,
  checkNode,
  corruptNode,
  detectNode,
  explainNode,
  measureNode,
  predictNode,
} from '../nodes/nodeName.js';
import type { PipelineSpec } from '../schema/pipelineSchema.js';
import { tableGaps } from './tableChecks.js';
import { circularTrainings } from './initialNetworks.js';
import { isConsequence, unknownNetworks } from './unknownNetworks.js';
import { transferGaps } from './transferChecks.js';
import type { KeyPath } from '../yaml/yamlSource.js';

/** What is wrong between the parts of a pipeline of which each alone is well-formed, in the order of the file. */
export function contradictions(spec: PipelineSpec): Contradiction[] {
  const attacks = networkAttacks(spec);
  const unknown = unknownNetworks(spec);
  const gaps = [
    ...explanationsWithoutImages(spec, attacks),
    ...detectionsWithoutImages(spec, attacks),
    ...auditGaps(spec),
    ...transferGaps(spec, attacks),
    ...spec.report.tables.flatMap((table, index) => tableGaps(table, ['report', 'tables', index], attacks)),
    ...spec.report.figures.flatMap((figure, index) => figureGaps(figure, ['report', 'figures', index], spec, attacks)),
  ];
  return [
    ...flagsSetElsewhere(spec),
    ...unknown,
    ...circularTrainings(spec),
    ...radiiTooLarge(spec),
    ...normsThatAttacksDoNotHave(spec),
    ...repeatedAttacks(attacks),
    ...repeatedNodes(spec.checks.map(({ network }, place) => ({ node: checkNode(network), path: ['checks', place] }))),
    ...repeatedNodes(
      spec.measures.map((measure, place) => ({ node: measureNode(measure), path: ['measures', place] })),
    ),
    ...repeatedNodes(
      spec.detections.map((detection, place) => ({ node: detectNode(detection), path: ['detections', place] })),
    ),
    ...repeatedCorruptions(spec),
    ...repeatedIds(spec),
    ...gaps.filter((gap) => !isConsequence(gap, unknown)),
  ];
}

const ofEveryStage = ['out', 'quiet', 'force', 'help', 'version'];
/** Flags that the pipeline sets by itself. Where a data set's source lies is no part of a pipeline: see CIFAR10_DIR. */
const setElsewhere = {
  data: ['source', ...ofEveryStage],
  train: ['data', ...ofEveryStage],
  import: ['data', ...ofEveryStage],
  attack: ['data', 'checkpoint', ...ofEveryStage, 'norm', 'eps', 'steps', 'threat', 'limit', 'keep'],
  variant: Object.keys(attackVariantKeys),
  audit: ['data', 'checkpoint', ...ofEveryStage, 'norm', 'eps', 'threat', 'from', 'limit'],
};

function flagsSetElsewhere(spec: PipelineSpec): Contradiction[] {
  const bySelf = 'is not a flag to set here: the pipeline sets it by itself';
  const found = (flags: object, names: readonly string[], path: KeyPath, what = bySelf): Contradiction[] =>
    names.filter((flag) => flag in flags).map((flag) => ({ path: [...path, flag], what }));
  return [
    ...found(spec.data, setElsewhere.data, ['data']),
    ...Object.entries(spec.networks).flatMap(([name, network]) => {
      const making = networkMaking(network);
      return making === null ? [] : found(making.flags, setElsewhere[making.stage], ['networks', name, making.stage]);
    }),
    ...spec.audits.flatMap(({ flags }, place) => found(flags, setElsewhere.audit, ['audits', place, 'flags'])),
    ...spec.attacks.flatMap(({ flags }, grid) => {
      const path = ['attacks', grid, 'flags'];
      const ofGrid = 'makes another attack: write it as a key of the grid itself';
      return [...found(flags, setElsewhere.attack, path), ...found(flags, setElsewhere.variant, path, ofGrid)];
    }),
  ];
}

type AllowingFlags = PipelineSpec['attacks'][number]['flags'];

function radiiTooLarge(spec: PipelineSpec): Contradiction[] {
  const shape = saidImageShape(spec);
  // With the inverse channels of a B-cos network there may be twice as many numbers.
  const numbers = shape === null ? Infinity : 2 * numbersOf(shape);
  const tooLarge = (norm: AttackNorm, text: string, flags: AllowingFlags, path: KeyPath): Contradiction[] => {
    try {
      requireWithinDiameter(norm, text, numbers, 'eps', {
        allowed: flags[ALLOW_LARGE_EPS] === true,
        by: `flags: { ${ALLOW_LARGE_EPS}: true }`,
      });
      return [];
    } catch (error) {
      if (!(error instanceof UsageFault)) throw error;
      return [{ path, what: `is wrong: ${reasonOf(error)}` }];
    }
  };
  return [
    ...spec.attacks.flatMap(({ norm, eps, flags }, grid) =>
      eps.flatMap((text, at) => tooLarge(norm, text, flags, ['attacks', grid, 'eps', at])),
    ),
    ...spec.audits.flatMap(({ norm, eps, flags }, place) => tooLarge(norm, eps, flags, ['audits', place, 'eps'])),
  ];
}

function normsThatAttacksDoNotHave({ attacks }: PipelineSpec): Contradiction[] {
  return attacks.flatMap(({ attack = 'pgd', norm }, grid) => {
    const { norms } = attackDescription(attack);
    const what = `is wrong: ${attack} has no ${norm}; write ${norms.join(' or ')}`;
    return norms.includes(norm) ? [] : [{ path: ['attacks', grid, 'norm'], what }];
  });
}

/** Radii and step sizes are compared as numbers: 0.5 and 1/2 are one attack. */
function repeatedAttacks(attacks: readonly NetworkAttack[]): Contradiction[] {
  const seen = new Set<string>();
  return attacks.flatMap(({ network, cell, grid }) => {
    const size = cell['step-size'];
    const variant = variantName(size === undefined ? cell : { ...cell, 'step-size': parseStepSize(size) });
    const place = [network, cell.norm, parseEpsilon(cell.eps), cell.steps, cell.threat, variant];
    const identity = JSON.stringify(place);
    const repeated = seen.has(identity);
    seen.add(identity);
    return repeated ? [{ path: ['attacks', grid], what: `makes ${attackNode(network, cell)} a second time` }] : [];
  });
}

function explanationsWithoutImages(spec: PipelineSpec, attacks: readonly NetworkAttack[]): Contradiction[] {
  const seen = new Set<string>();
  return spec.explanations.flatMap((explanation, at) => {
    const { network, attack: cell, limit } = explanation;
    const path = ['explanations', at];
    const node = explainNode(explanation);
    const repeated = seen.has(node);
    seen.add(node);
    if (repeated) return [{ path, what: `explains ${attackNode(network, cell)} a second time` }];
    return missingImages(network, cell, limit, [...path, 'limit'], [...path, 'attack'], attacks);
  });
}

function detectionsWithoutImages(spec: PipelineSpec, attacks: readonly NetworkAttack[]): Contradiction[] {
  return spec.detections.flatMap(({ network, attack, limit }, at) => {
    const path = ['detections', at];
    return missingImages(network, attack, limit, [...path, 'limit'], [...path, 'attack'], attacks);
  });
}

/** A network once for each corruption, and a corruption once: its node has one list of severities. */
function repeatedCorruptions(spec: PipelineSpec): Contradiction[] {
  return repeatedNodes(
    corruptedSplits(spec).flatMap(({ corruption, networks, place }) => {
      const nodes = [corruptNode(corruption), ...networks.map((network) => predictNode({ network, corruption }))];
      return nodes.map((node) => ({ node, path: ['corruptions', place] }));
    }),
  );
}

function repeatedIds({ report }: PipelineSpec): Contradiction[] {
  return [report.tables, report.figures].flatMap((parts, kind) => {
    const ids = parts.map(({ id }) => id);
    return ids.flatMap((id, at) =>
      ids.indexOf(id) === at
        ? []
        : [{ path: ['report', kind === 0 ? 'tables' : 'figures', at, 'id'], what: `names '${id}' a second time` }],
    );
  });
}
