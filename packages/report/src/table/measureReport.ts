import { measureDescriptions, type ExplanationMeasureName } from '@bcos-bench/vocabulary';
import type { MeasuredMethod } from '@bcos-bench/formats';
import { count } from '../count.js';
import type { MeasureResult } from '../results/measureResult.js';
import { networkOf, type PipelineResults } from '../results/pipelineResults.js';
import { measureInterval, measureNumber } from './measureNumber.js';
import type { ReportTable } from './reportTable.js';

const COLUMNS = [
  'network',
  'aspect',
  'measure',
  'better',
  'method',
  'images',
  'mean',
  'low',
  'high',
  'median',
  'forward_passes',
  'gradient_passes',
  'node',
] as const;

/** How good the explanations of a network are: a row per measure, a column per method. */
export function measureReport(results: PipelineResults, { node, network, summary }: MeasureResult): ReportTable[] {
  if (summary === null || summary.measured.length === 0) return [];
  const { measured, images } = summary;
  const methods = [...new Set(measured.map(({ method }) => method))];
  const measures = [...new Set(measured.map(({ measure }) => measure))];
  return [
    {
      id: node,
      text: {
        title: `Explanations of ${networkOf(results, network).title}`,
        heads: ['measure', 'better', ...methods],
        rows: measures.map((measure) => rowOf(measure, methods, measured)),
        note:
          `Means over at most ${count(images)} images with 95% bootstrap intervals over images, or over grids of the grid pointing game; a star marks the best mean. ` +
          'What each measure can and cannot show: docs/explanations.md.',
        wordColumns: 2,
      },
      records: {
        columns: COLUMNS,
        records: measured.map(({ forwardPasses, gradientPasses, ...one }) => ({
          ...{
            network,
            aspect: measureDescriptions[one.measure].aspect,
            better: measureDescriptions[one.measure].better,
          },
          ...one,
          ...{ forward_passes: forwardPasses, gradient_passes: gradientPasses, node },
        })),
      },
    },
  ];
}

function rowOf(
  measure: ExplanationMeasureName,
  methods: readonly string[],
  measured: readonly MeasuredMethod[],
): string[] {
  const { title, better } = measureDescriptions[measure];
  const own = measured.filter((one) => one.measure === measure);
  const best = (better === 'higher' ? Math.max : Math.min)(...own.map(({ mean }) => mean));
  const cells = methods.map((method) => {
    const found = own.find((one) => one.method === method);
    if (found === undefined) return '–';
    return `${measureNumber(found.mean)}${found.mean === best ? '*' : ''} ${measureInterval(found)}`;
  });
  return [title, better, ...cells];
}
