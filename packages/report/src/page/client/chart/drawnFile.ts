/** The drawing's own space, ground and ink, as in the file beside the page. */
const [MARGIN, INK, GROUND] = [16, '#1c2128', '#ffffff'];

/** A click on the link to a figure's SVG saves the drawing of the page itself, so a page that was sent alone has it too. */
export function saveDrawings(): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a.drawn') : null;
    const plot = link?.closest('figure')?.querySelector('svg') ?? null;
    if (link === null || plot === null || link.href.startsWith('blob:')) return;
    event.preventDefault();
    const file = document.createElement('a');
    file.href = URL.createObjectURL(new Blob([drawing(plot)], { type: 'image/svg+xml' }));
    file.download = link.download;
    file.click();
    URL.revokeObjectURL(file.href);
  });
}

/** The drawing as a file of its own, with the page's fonts, dark on white. */
function drawing(plot: SVGSVGElement): string {
  const copy = document.importNode(plot, true);
  for (const name of ['tabindex', 'data-images']) copy.removeAttribute(name);
  const { width, height } = plot.viewBox.baseVal;
  const box = [-MARGIN, -MARGIN, width + 2 * MARGIN, height + 2 * MARGIN];
  const attributes = { viewBox: box.join(' '), color: INK, fill: INK, 'font-family': 'Inter, sans-serif' };
  for (const [name, value] of Object.entries(attributes)) copy.setAttribute(name, value);
  const style = document.createElementNS(plot.namespaceURI, 'style');
  style.textContent =
    (document.querySelector('style')?.textContent ?? '').match(/@font-face\{[^}]*\}/g)?.join('\n') ?? '';
  const ground = document.createElementNS(plot.namespaceURI, 'rect');
  const whole = { x: box[0], y: box[1], width: box[2], height: box[3], fill: GROUND };
  for (const [name, value] of Object.entries(whole)) ground.setAttribute(name, String(value));
  copy.prepend(style, ground);
  return new XMLSerializer().serializeToString(copy);
}
