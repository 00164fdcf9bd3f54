import { attackDescription, attackNameSchema, normTitles, percent, proportionInWords } from '@bcos-bench/vocabulary';
import type { Outcome } from './outcome.js';

/** What an evaluation has found, for the terminal. */
export function outcomeLines(outcome: Outcome): string[] {
  const { network, dataset, images, clean, robust, flags, page } = outcome;
  return [
    `${network} on the first ${images} test images of ${dataset}`,
    `  clean accuracy   ${proportionInWords(clean)}`,
    `  robust accuracy  ${proportionInWords(robust)}`,
    `  attack           ${attackText(outcome)}`,
    ...membersText(outcome).map((line) => `  broken by        ${line}`),
    ...(flags.length === 0 ? ['  flags            none is raised'] : []),
    ...flags.map(({ name, observed, means }) => `  flag             ${name}: ${observed}; ${means}`),
    `  page             ${page}`,
  ];
}

/** The same as Markdown, for a comment or a summary of a run. */
export function outcomeMarkdown(outcome: Outcome): string {
  const { network, dataset, images, clean, robust, flags } = outcome;
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  return [
    `| network | data | attack | clean accuracy | robust accuracy |`,
    `| :--- | :--- | :--- | ---: | ---: |`,
    `| ${[network, `${dataset}, first ${images} test images`, attackText(outcome), proportionInWords(clean), proportionInWords(robust)].map(cell).join(' | ')} |`,
    '',
    ...membersText(outcome).map((line) => `Broken by ${line}.\n`),
    ...flags.map(({ name, observed, means }) => `- **${name}**: ${observed}; ${means}`),
    '',
  ]
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n');
}

function attackText({ attack: { kind, norm, eps, steps, threat } }: Outcome): string {
  const name = attackNameSchema.safeParse(kind);
  const title = name.success ? attackDescription(name.data).title : kind;
  return `${title}, ${normTitles[norm]} ${eps}${threat === 'pixel' ? ' on pixels' : ' on the encoded input'}, ${steps} steps`;
}

/** One line, none of an attack without members. */
function membersText({ members }: Outcome): string[] {
  const shares = members.map(({ member, broken }) => `${member} ${percent(broken.value)}% (${broken.correct})`);
  return shares.length === 0 ? [] : [`${shares.join(', ')} of the images that were right`];
}
