import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { attackMethods } from '@bcos-bench/adversary';
import { attackDescription, attackNameSchema, attackOptionsSchema, isEnsembleName } from '@bcos-bench/vocabulary';

const page = fileURLToPath(new URL('../../../../docs/attacks.md', import.meta.url));
const [BEGIN, END] = ['<!-- methods -->\n', '<!-- /methods -->\n'];

/** The table of all methods, from the registry. */
function table(): string {
  const rows = attackNameSchema.options.map((name) => {
    const { summary, source, steps, usualSteps, finds, keeps, options } = attackDescription(name);
    const chosen = attackOptionsSchema
      .keyof()
      .options.flatMap((option) => (options[option] === undefined ? [] : [`\`--${option}\` ${options[option].text}`]));
    const count = steps === null ? `\`--steps\`, ${usualSteps}` : String(steps);
    const needs = isEnsembleName(name) ? 'as its members' : attackMethods[name].needs;
    const cells = [
      `\`${name}\``,
      `${summary} (${source})`,
      needs,
      count,
      chosen.join('; '),
      finds === 'nearest' ? finds : keeps,
    ];
    return `| ${cells.join(' | ')} |\n`;
  });
  return `| attack | what it does | looks at | steps | options, and what they are unless given | keeps |\n|---|---|---|---|---|---|\n${rows.join('')}`;
}

it('stands in docs/attacks.md as the registry has it', async () => {
  const text = readFileSync(page, 'utf8');
  const [from, to] = [text.indexOf(BEGIN) + BEGIN.length, text.indexOf(END)];
  expect(from).toBeLessThanOrEqual(to);
  await expect(text.slice(0, from) + table() + text.slice(to)).toMatchFileSnapshot(page);
});
