/** Marks of a plot that show one value each. Vega labels those that have a description. */
const LABELLED = '[role="graphics-symbol"][aria-label]';

/** A line or an area shows many values; its label is that of the first. */
const OF_MANY_VALUES = '.mark-line, .mark-area, .mark-trail';

/** Every labelled mark of a plot. */
export function labelledMarks(plot: SVGSVGElement): SVGGraphicsElement[] {
  return [...plot.querySelectorAll(LABELLED)].filter((mark) => mark instanceof SVGGraphicsElement);
}

/** The labelled marks that show one value each. */
export function valueMarks(plot: SVGSVGElement): SVGGraphicsElement[] {
  return labelledMarks(plot).filter((mark) => mark.closest(OF_MANY_VALUES) === null);
}

/** The words of a mark, such as `ResNet-8: epoch 3, top-1 53.4%`. */
export function markLabel(mark: Element): string {
  return mark.getAttribute('aria-label') ?? '';
}

/** Whether a mark belongs to the series `name`: its words begin with it. */
export function belongsTo(mark: Element, name: string): boolean {
  return markLabel(mark).startsWith(`${name}: `);
}
