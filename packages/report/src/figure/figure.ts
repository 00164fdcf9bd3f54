import type { Markup } from '../markup/markup.js';
import type { TableRecords } from '../table/tableRecords.js';

/**
 * A figure as SVG without the root element, `width` by `height` units large. Its text is in `currentColor`, so it follows the
 * colours of the page.
 */
export interface Figure {
  readonly id: string;
  readonly title: string;
  /** What it shows, for the line below it. */
  readonly caption: string;
  /** What it shows, for who cannot see it. */
  readonly alternative: string;
  readonly width: number;
  readonly height: number;
  readonly body: Markup;
  /** Its numbers, a record each: `figures/ID.csv`. */
  readonly data: TableRecords;
  /** Where marks stand for images: what to ask the explorer for to see them, such as `network=resnet8&label=3`, by the words of the mark. */
  readonly images?: ReadonlyMap<string, string>;
}

/** A figure that cannot be drawn because a node of the pipeline has not run, or has not made what the figure shows. */
export interface AbsentFigure {
  readonly id: string;
  readonly title: string;
  /** What it needs and is not there: nodes, or what of them. */
  readonly missing: readonly string[];
}

/** Whether a figure was drawn. */
export function isDrawn(figure: Figure | AbsentFigure): figure is Figure {
  return 'body' in figure;
}
