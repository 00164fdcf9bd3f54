import { at } from '@bcos-bench/vocabulary';

/**
 * Colours that people who see colours differently can tell apart (Okabe and Ito 2008), in an order that keeps
 * neighbours far from each other. Its yellow is left out, being invisible on white, and its black is the text's colour.
 */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', 'currentColor'] as const;

/** Dashes in units of the figure. */
const DASHES: readonly (readonly number[])[] = [[], [6, 3], [2, 2], [8, 3, 2, 3]];

/** Vega's names of marker shapes. */
const SHAPES = ['circle', 'square', 'triangle-up', 'diamond', 'cross', 'triangle-down'] as const;

/** How the marks of one series are drawn: whoever cannot tell two colours apart has the dashes and the shape. */
export interface SeriesStyle {
  readonly colour: string;
  readonly dash: readonly number[];
  readonly shape: (typeof SHAPES)[number];
}

/**
 * The style of series number `i`, counted from 0. Neighbours differ in colour, dashes and shape; as the three lists are of coprime or
 * unequal lengths, the first 28 lines and the first 42 markers all differ.
 */
export function seriesStyle(i: number): SeriesStyle {
  return {
    colour: at(COLOURS, i % COLOURS.length),
    dash: at(DASHES, i % DASHES.length),
    shape: at(SHAPES, i % SHAPES.length),
  };
}
