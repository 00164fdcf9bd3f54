import { Fault, NEAR_CHANCE_MEANS, percent, proportionInWords, shellWord } from '@bcos-bench/vocabulary';
import { cleanAccuracyLine, pairedLine, type CleanCheck } from '@bcos-bench/formats';

/** What is known besides of a network that was looked at. */
interface Circumstances {
  /** Whether the normaliser is none only because nothing says which. */
  readonly isUnsaid: boolean;
  /** Whether the user wants the attack whatever the clean accuracy. */
  readonly anyway: boolean;
}

/**
 * Decides whether the clean accuracy of a network lets it be attacked, and says why.
 * @returns lines for the terminal
 * @throws Fault where it does not: what is usually wrong, and which flags make it right
 */
export function cleanDecision(check: CleanCheck, { isUnsaid, anyway }: Circumstances): string[] {
  const { top1, nearChance, tried, works } = check;
  const way = works === null ? undefined : tried[works];
  const lines = [cleanAccuracyLine(check), ...triedLines(check)];
  const proof = check.paired === undefined ? '' : `; ${pairedLine(check.paired)}`;
  const better = way === undefined ? null : `${way.words}: ${proportionInWords(way.top1)}${proof}`;
  if (isUnsaid) {
    const remedy = `give ${flagWords(way?.flags ?? ['--normalise', 'none'])}`;
    const what = `the file holds no normaliser; with none ${proportionInWords(top1)}${better === null ? '' : `, with ${better}`}`;
    throw new CleanFault(lines, { what, remedy });
  }
  if (anyway) return lines;
  if (way !== undefined) {
    const what = `${nearChance ? 'the clean accuracy is near chance' : `as it is: ${proportionInWords(top1)}`}; with ${String(better)}`;
    throw new CleanFault(lines, { what, remedy: `give ${flagWords(way.flags)} (or --anyway)` });
  }
  if (!nearChance) return lines;
  const remedy = `none of ${tried.length} other ways is better; --anyway attacks it all the same`;
  throw new CleanFault(lines, { what: `the clean accuracy is near chance: ${NEAR_CHANCE_MEANS}`, remedy });
}

/** Why a network is not attacked, with the lines to be printed first. */
export class CleanFault extends Fault {
  constructor(
    readonly lines: readonly string[],
    parts: ConstructorParameters<typeof Fault>[0],
  ) {
    super(parts);
  }
}

const SHOWN = 6;

/** The best of the other ways, a line each. */
function triedLines({ tried, works }: CleanCheck): string[] {
  if (tried.length === 0) return [];
  const best = tried.toSorted((a, b) => b.top1.value - a.top1.value);
  const shown =
    works === null ? best.slice(0, SHOWN) : [...new Set([...tried.slice(works, works + 1), ...best])].slice(0, SHOWN);
  const width = Math.max(...shown.map(({ words }) => words.length));
  return [
    `tried ${tried.length} other ways to give it images and to read its outputs; the best:`,
    ...shown.map(({ words, top1 }) => `  ${words.padEnd(width)}  ${percent(top1.value).padStart(5)}%`),
    ...(works === null
      ? []
      : ['  Of ways that are nearly as good, the one that the network was trained with is right.']),
  ];
}

function flagWords(flags: readonly string[]): string {
  return flags.map(shellWord).join(' ');
}
