/** Shows a part of a plot to assistive technology, which does not see the parts of an image. Vega hides parts without a description. */
export function uncover(part: Element, plot: SVGSVGElement): void {
  plot.setAttribute('role', 'group');
  const covering = [...plot.querySelectorAll('[aria-hidden="true"]')].filter((cover) => cover.contains(part));
  for (const cover of covering) cover.removeAttribute('aria-hidden');
}
