/** The drawing's own space, ground and ink, as in the file beside the page. */
const [MARGIN, INK, GROUND] = [16, '#1c2128', '#ffffff'];

/** A PNG is as large as the one beside the page: two pixels for a unit of the drawing. */
const PIXELS = 2;

/** A click on the link to a figure's SVG or PNG saves the drawing of the page itself, so a page that was sent alone has both. */
export function saveDrawings(): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a.drawn') : null;
    const plot = link?.closest('figure')?.querySelector('svg') ?? null;
    if (link === null || plot === null) return;
    event.preventDefault();
    void fileOf(plot, link.download).then((file) => save(file, link.download));
  });
}

async function fileOf(plot: SVGSVGElement, name: string): Promise<Blob> {
  const text = drawing(plot);
  return name.endsWith('.png') ? pixelsOf(text) : new Blob([text], { type: 'image/svg+xml' });
}

function save(content: Blob, name: string): void {
  const file = document.createElement('a');
  file.href = URL.createObjectURL(content);
  file.download = name;
  file.click();
  URL.revokeObjectURL(file.href);
}

/** A drawing as a PNG. */
async function pixelsOf(text: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [PIXELS * image.width, PIXELS * image.height];
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('the drawing has no pixels')) : resolve(blob)));
  });
}

/** The drawing as a file of its own, with the page's fonts, dark on white. */
function drawing(plot: SVGSVGElement): string {
  const copy = document.importNode(plot, true);
  for (const name of ['tabindex', 'data-images', 'class']) copy.removeAttribute(name);
  const { width, height } = plot.viewBox.baseVal;
  const box = [-MARGIN, -MARGIN, width + 2 * MARGIN, height + 2 * MARGIN];
  const size = { width: String(box[2]), height: String(box[3]) };
  const attributes = { viewBox: box.join(' '), ...size, color: INK, fill: INK, 'font-family': 'Inter, sans-serif' };
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
