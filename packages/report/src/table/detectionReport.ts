import type { Detection } from '@bcos-bench/formats';
import { detectionId } from '@bcos-bench/pipeline';
import { detectionFeatureDescriptions } from '@bcos-bench/vocabulary';
import { count } from '../count.js';
import { describeExplanation } from '../results/describeExplanation.js';
import type { DetectionResult } from '../results/detectionResult.js';
import { networkOf, type PipelineResults } from '../results/pipelineResults.js';
import type { ReportTable } from './reportTable.js';

/** A number of an image, or several together, and how well it tells attacked images from clean ones. */
interface Told {
  readonly number: string;
  /** What it is. */
  readonly words: string;
  /** Images that have it. */
  readonly images: number;
  readonly area: number;
  readonly low: number;
  readonly high: number;
}

/** A detection that has run. */
interface Done extends DetectionResult {
  readonly detection: Detection;
}

const COLUMNS = [
  ...(['network', 'attack', 'norm', 'eps', 'steps', 'threat', 'method', 'images', 'changed'] as const),
  ...(['number', 'defined', 'area', 'low', 'high', 'node'] as const),
] as const;

/** How well explanations give attacked images away: a table for each network, a row for each number of an image, a column for each attack. */
export function detectionReport(results: PipelineResults): ReportTable[] {
  const done = results.detections.flatMap((result): Done[] =>
    result.detection === null ? [] : [{ ...result, detection: result.detection }],
  );
  return results.networks.flatMap(({ id }) => {
    const own = done.filter(({ network }) => network === id);
    return own.length === 0 ? [] : [tableOf(id, own, results)];
  });
}

function tableOf(network: string, own: readonly Done[], results: PipelineResults): ReportTable {
  const numbers = new Map(
    own.flatMap(({ detection }) => toldOf(detection).map(({ number, words }) => [number, words])),
  );
  const text = {
    title: `Do explanations of ${networkOf(results, network).title} give attacked images away?`,
    heads: ['number of an image', 'what it is', ...own.map(describeExplanation)],
    rows: [
      ['', 'predictions that the attack changed', ...own.map(({ detection }) => changedWords(detection))],
      ...Array.from(numbers, ([number, words]) => [
        number,
        words,
        ...own.map(({ detection }) => areaWords(toldOf(detection).find((one) => one.number === number))),
      ]),
    ],
    note:
      'Areas under the ROC curve with 95% bootstrap intervals: how often an attacked image has the larger number than a clean one. 0.5 tells nothing; below 0.5, attacked images have the smaller numbers. ' +
      'Images are those that are classified correctly without an attack. A detector sees one image and adds noise of its own. “together” is fitted on images of the same attack, other than those that it scores. ' +
      'What is left against “Class changed, map kept” is what an attacker who knows leaves; one who follows this detector may leave less.',
    wordColumns: 2,
  };
  return { id: detectionId(network), text, records: { columns: COLUMNS, records: own.flatMap(recordsOf) } };
}

/** The numbers of the input, alone and together, then those of each block. */
function toldOf({ detected, blocks, images }: Detection): Told[] {
  return [
    ...detected.map(({ feature, ...told }) => ({ number: feature, words: featureWords[feature], ...told })),
    ...blocks.map(({ block, part, ...told }) => ({
      ...{ number: `${block}, ${part}`, words: partWords[part], images, ...told },
    })),
  ];
}

const featureWords = {
  ...detectionFeatureDescriptions,
  together: 'a linear detector of all of these',
  'blocks-together': 'a linear detector of both parts at all blocks',
} as const;

const partWords = {
  noise: 'contribution of what noise changes of the feature maps after that block',
  map: 'contribution of what it changes of the map that follows',
} as const;

function changedWords({ changed, images }: Detection): string {
  return `${count(changed)} of ${count(images)}`;
}

function areaWords(found: Told | undefined): string {
  if (found === undefined) return '–';
  const [area, low, high] = [found.area, found.low, found.high].map((value) => value.toFixed(3));
  return `${area} (${low} to ${high})`;
}

function recordsOf({ network, node, cell, detection }: Done) {
  const { norm, eps, steps, threat, attack = 'pgd' } = cell;
  const { method, images, changed } = detection;
  const common = { network, attack, norm, eps, steps, threat, method, images, changed, node };
  return toldOf(detection).map(({ number, images: defined, area, low, high }) => ({
    ...{ ...common, number, defined, area, low, high },
  }));
}
