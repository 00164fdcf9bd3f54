/** Marks of a plot that stand for one value each; Vega gives those that have a description a label. */
const LABELLED = '[role="graphics-symbol"][aria-label]';

/** A line or an area stands for many values, and its own label is that of its first. */
const OF_MANY_VALUES = '.mark-line, .mark-area, .mark-trail';

/** Every labelled mark of a plot. */
export function labelledMarks(plot: SVGSVGElement): SVGGraphicsElement[] {
  return [...plot.querySelectorAll(LABELLED)].filter((mark) => mark instanceof SVGGraphicsElement);
}

/** The labelled marks that stand for one value each. */
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
