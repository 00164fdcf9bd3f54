import type { AttackCell } from '@bcos-bench/pipeline';
import { yamlLines, yamlMap, type YamlMap } from './pipelineText.js';

/** What one evaluation is of: a data set, a network, an attack. */
export interface Evaluation {
  /** The name of its pipeline. */
  readonly name: string;
  /** The name of its network. */
  readonly network: string;
  readonly data: YamlMap;
  /** Where the network comes from. */
  readonly source: { readonly import: YamlMap } | { readonly checkpoint: string };
  readonly attack: AttackCell;
  readonly allowLargeEps: boolean;
  /** How many images are attacked; all of the test split where it is not said. */
  readonly limit: number | undefined;
  /** How many of them are explained. */
  readonly explain: number;
}

/** The first line of a file that an evaluation has written, and may write again. */
export const WRITTEN_BY = '# Written by bcos evaluate.';

/** The pipeline of an evaluation: `pipelines/NAME.yaml`. */
export function evaluationPipeline(evaluation: Evaluation): string {
  const { network, data, source, attack, allowLargeEps, limit, explain } = evaluation;
  const making =
    'import' in source
      ? ['    import:', ...yamlLines(source.import, '      ')]
      : [`    checkpoint: ${source.checkpoint}`];
  const lines = [
    `${WRITTEN_BY} Under another name it is yours: npx bcos run NAME runs it.`,
    `data: ${yamlMap(data)}`,
    '',
    'networks:',
    `  ${network}:`,
    ...making,
    '',
    '# Before the attack: near chance, the usual other ways to give images to the network are tried.',
    `checks: [{ network: ${network} }]`,
    '',
    'attacks:',
    ...yamlLines({ ...attack, limit }, '    ').map((line, at) => (at === 0 ? line.replace('    ', '  - ') : line)),
    ...(explain === 0 ? ['    keep: 0'] : []),
    ...(allowLargeEps ? ['    flags: { allow-large-eps: true }'] : []),
    ...(explain === 0
      ? []
      : ['', 'explanations:', `  - { network: ${network}, attack: ${yamlMap({ ...attack })}, limit: ${explain} }`]),
  ];
  return `${lines.join('\n')}\n`;
}
