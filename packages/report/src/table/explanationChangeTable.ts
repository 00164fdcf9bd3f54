import type { ExplanationResult } from '../results/explanationResult.js';
import { networkOf, type PipelineResults } from '../results/pipelineResults.js';
import { changeMeasures, type ChangeMeasure } from './changeMeasures.js';
import { medianInterval, type MedianInterval } from './medianInterval.js';

/** What one attack has done to the explanations of a network, over the images explained. */
export interface ExplanationChangeRow extends Omit<ExplanationResult, 'changes'> {
  readonly title: string;
  readonly images: number;
  /** In the order of `changeMeasures`; `value` is null where no image has one. */
  readonly measures: readonly { readonly measure: ChangeMeasure; readonly value: MedianInterval | null }[];
}

/** A row for every node that explained attacked images, in the pipeline's order; a node that has not run has none. */
export function explanationChangeRows(results: PipelineResults): ExplanationChangeRow[] {
  return results.explanations.flatMap(({ changes, ...explanation }) => {
    if (changes.length === 0) return [];
    const measures = changeMeasures.map((measure) => ({
      measure,
      value: medianInterval(changes.flatMap((change) => measure.of(change) ?? [])),
    }));
    const { title } = networkOf(results, explanation.network);
    return [{ ...explanation, title, images: changes.length, measures }];
  });
}
