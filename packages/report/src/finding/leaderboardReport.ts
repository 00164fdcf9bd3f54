import { ABSENT, intervalText, percentage, percentageDecimals } from '../percentage.js';
import { ARTICLE_NOTE, articleText } from '../table/articleValue.js';
import type { ReportTable } from '../table/reportTable.js';
import { shareNumbers, type TableRecord } from '../table/tableRecords.js';
import type { TextTable } from '../table/textTable.js';
import { imagesOf, type Leaderboard, type Standing } from './leaderboard.js';
import { settingWords } from './setting.js';

const COLUMNS = [
  ...['network', 'norm', 'eps', 'threat', 'attacks', 'accuracy_of'],
  ...['correct', 'total', 'accuracy', 'low', 'high', 'explanation_cosine', 'article'],
] as const;

/** A column that is shown where a network has something in it. */
interface OptionalColumn {
  readonly head: string;
  readonly note: string;
  /** What a network has; null where it has nothing. */
  readonly textOf: (standing: Standing) => string | null;
}

const optionalColumns: readonly OptionalColumn[] = [
  {
    head: 'explanations',
    note: 'Explanations: the median cosine of contribution maps before and after an attack of this radius.',
    textOf: ({ explanationCosine }) => explanationCosine?.toFixed(2) ?? null,
  },
  {
    head: 'article',
    note: ARTICLE_NOTE.replace('In brackets: the article’s own values', 'Article: its own values'),
    textOf: ({ article, worst }) => (article === null ? null : articleText(article, worst.share)),
  },
];

/** The leaderboard for every format: `tables/leaderboard.EXTENSION`. */
export function leaderboardReport(board: Leaderboard): ReportTable {
  return { id: 'leaderboard', text: text(board), records: { columns: COLUMNS, records: records(board) } };
}

function text({ setting, standings }: Leaderboard): TextTable {
  const optional = optionalColumns.filter(({ textOf }) => standings.some((standing) => textOf(standing) !== null));
  return {
    title: `What is left at ${settingWords(setting)}`,
    heads: ['network', 'worst of', 'clean', 'robust', '95% interval', ...optional.map(({ head }) => head)],
    rows: standings.map((standing) => {
      const { title, attacks, clean, worst } = standing;
      const decimals = percentageDecimals(worst.share.total);
      return [
        ...[title, attacks.join(', '), percentage(clean, decimals), percentage(worst.share, decimals)],
        ...[intervalText(worst.share, decimals), ...optional.map(({ textOf }) => textOf(standing) ?? ABSENT)],
      ];
    }),
    note: [
      `Top-1 accuracy in % over the ${imagesOf(standings)} test images that all attacks of a network took, before them and after the worst of them for each image.`,
      ...optional.map(({ note }) => note),
    ].join(' '),
    wordColumns: 2,
  };
}

function records({ setting: { norm, eps, threat }, standings }: Leaderboard): TableRecord<(typeof COLUMNS)[number]>[] {
  return standings.flatMap(({ network, attacks, clean, worst, explanationCosine, article }) => {
    const about = { network, norm, eps, threat };
    return [
      { ...about, accuracy_of: 'clean', ...shareNumbers(clean) },
      {
        ...{ ...about, attacks: attacks.join(' '), accuracy_of: 'attacked', ...shareNumbers(worst.share) },
        ...(explanationCosine === null ? {} : { explanation_cosine: explanationCosine }),
        ...(article === null ? {} : { article }),
      },
    ];
  });
}
