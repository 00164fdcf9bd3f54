import type { TopLevelSpec } from 'vega-lite';
import { measureDescriptions, type ExplanationMeasureName } from '@bcos-bench/vocabulary';
import type { MeasuredMethod } from '@bcos-bench/formats';
import type { MeasureResult } from '../results/measureResult.js';
import { networkOf, titlesOf, type PipelineResults } from '../results/pipelineResults.js';
import { measureInterval, measureNumber } from '../table/measureNumber.js';
import type { Figure } from './figure.js';
import { styleOf } from './networkStyle.js';
import { vegaFigure } from './vegaFigure.js';

const [WIDTH, ROW, COLUMNS] = [170, 17, 3];
/** Means that differ by more than this factor are drawn on a logarithmic axis. */
const WIDE = 100;

/** How good the explanations of a network are: a dot with its interval for each method, a panel for each measure; none where it has not run. */
export async function measureFigure(
  results: PipelineResults,
  { node, network, summary }: MeasureResult,
): Promise<Figure[]> {
  if (summary === null || summary.measured.length === 0) return [];
  const { measured } = summary;
  const measures = [...new Set(measured.map(({ measure }) => measure))];
  const { title } = networkOf(results, network);
  const { colour } = styleOf(title, titlesOf(results));
  return [
    {
      id: `measures-${node}`,
      title: `How good are the explanations of ${title}?`,
      caption:
        'Means with their 95% intervals, a panel per measure, a row per method. Under each heading: which end of the axis is the better one. ' +
        'Axes of means that differ by more than a factor of 100 are logarithmic.',
      alternative: measures.map((measure) => measureWords(measure, ofMeasure(measured, measure))).join(' '),
      data: {
        columns: ['measure', 'method', 'mean', 'low', 'high', 'images'],
        records: measured.map(({ measure, method, mean, low, high, images }) => ({
          ...{ measure, method, mean, low, high, images },
        })),
      },
      ...(await vegaFigure(plot(measured, measures, colour))),
    },
  ];
}

function ofMeasure(measured: readonly MeasuredMethod[], measure: ExplanationMeasureName): MeasuredMethod[] {
  return measured.filter((one) => one.measure === measure);
}

/** The methods of a measure, the best first. */
function measureWords(measure: ExplanationMeasureName, own: readonly MeasuredMethod[]): string {
  const { title, better } = measureDescriptions[measure];
  const ranked = own.toSorted((a, b) => (better === 'higher' ? b.mean - a.mean : a.mean - b.mean));
  return `${title}, best first: ${ranked.map(({ method, mean }) => `${method} ${measureNumber(mean)}`).join(', ')}.`;
}

function plot(
  measured: readonly MeasuredMethod[],
  measures: readonly ExplanationMeasureName[],
  colour: string,
): TopLevelSpec {
  const methods = [...new Set(measured.map(({ method }) => method))];
  return {
    columns: COLUMNS,
    // The names of the methods stand at the first column alone.
    align: 'each',
    spacing: { row: 30, column: 24 },
    concat: measures.map((measure, place) => panel(measure, ofMeasure(measured, measure), methods, colour, place)),
  };
}

function panel(
  measure: ExplanationMeasureName,
  own: readonly MeasuredMethod[],
  methods: readonly string[],
  colour: string,
  place: number,
) {
  const { title, better } = measureDescriptions[measure];
  const lows = own.map(({ low }) => low);
  const logarithmic = Math.min(...lows) > 0 && Math.max(...own.map(({ high }) => high)) > WIDE * Math.min(...lows);
  const values = own.map(({ method, mean, low, high, images }) => ({
    ...{ method, mean, low, high },
    words: `${method}: ${measureNumber(mean)} ${measureInterval({ low, high })}, ${images} images`,
  }));
  const scale = logarithmic ? ({ type: 'log' } as const) : ({ zero: false, nice: true } as const);
  return {
    title: {
      text: title,
      subtitle: `${better} is better`,
      subtitleColor: 'currentColor',
      anchor: 'start' as const,
      frame: 'group' as const,
    },
    width: WIDTH,
    height: ROW * methods.length,
    data: { values },
    encoding: {
      y: {
        field: 'method',
        type: 'nominal' as const,
        scale: { domain: [...methods] },
        axis: { title: null, labels: place % COLUMNS === 0, ticks: false, grid: true, labelLimit: 160 },
      },
      description: { field: 'words', type: 'nominal' as const },
    },
    layer: [
      {
        mark: { type: 'rule' as const, color: colour, strokeWidth: 2 },
        encoding: {
          x: { field: 'low', type: 'quantitative' as const, scale, axis: { title: null, tickCount: 4, format: '~g' } },
          x2: { field: 'high' },
        },
      },
      {
        mark: { type: 'point' as const, color: colour, filled: true, size: 55, opacity: 1, aria: true },
        encoding: { x: { field: 'mean', type: 'quantitative' as const, scale } },
      },
    ],
  };
}
