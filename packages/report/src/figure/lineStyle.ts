import { at } from '@bcos-bench/vocabulary';

/**
 * Colours that people who see colours differently can tell apart (Okabe and Ito 2008), in an order that keeps
 * neighbours far from each other. Its yellow is left out, being invisible on white, and its black is the text's colour.
 */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', 'currentColor'] as const;

/** Dashes in units of the figure: the colours come round again with the next of these. */
const DASHES: readonly (readonly number[])[] = [[], [6, 3], [2, 2], [8, 3, 2, 3]];

/** How the line of one network is drawn. */
export interface LineStyle {
  readonly colour: string;
  readonly dash: readonly number[];
}

/** The style of line number `i`, counted from 0; the first 28 all differ. */
export function lineStyle(i: number): LineStyle {
  return {
    colour: at(COLOURS, i % COLOURS.length),
    dash: at(DASHES, Math.floor(i / COLOURS.length) % DASHES.length),
  };
}
