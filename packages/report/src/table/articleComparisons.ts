import type { Results } from '../results/resultsSchema.js';
import { articleShare, isOutside } from './articleValue.js';
import type { RobustnessTable } from './robustnessTable.js';

type ArticleComparison = Results['article'][number];

/** Every value of the article that a table has, beside ours. */
export function articleComparisons({ id: table, rows }: RobustnessTable): ArticleComparison[] {
  return rows.flatMap(({ network, natural, naturalArticle, cells }) => [
    ...comparison({ table, network, accuracyOf: 'natural', node: null, ours: natural }, naturalArticle),
    ...cells
      .flat()
      .flatMap(({ node, robust, article }) =>
        comparison({ table, network, accuracyOf: 'attacked', node, ours: robust }, article),
      ),
  ]);
}

function comparison(
  about: Omit<ArticleComparison, 'article' | 'outside'>,
  percent: number | null,
): ArticleComparison[] {
  if (percent === null) return [];
  return [{ ...about, article: articleShare(percent), outside: isOutside(percent, about.ours) }];
}
