import { at } from '@bcos-bench/vocabulary';
import { element } from '../element.js';
import type { Tile, TileSize } from '../explorer/tile.js';
import type { Subject } from './subject.js';

/** The side of the canvas that is drawn on, in pixels of the page. */
const CANVAS = 192;
const COLOURS = ['#ffffff', '#000000', '#d62728', '#ff7f0e', '#ffdd00', '#2ca02c', '#1f77b4', '#9467bd'];
const [GROUND, FIRST_COLOUR, BRUSH] = ['#808080', '#ffffff', 18];

/**
 * The place for an image of the reader's own: a file that is dropped or chosen, or a drawing. It stays on this machine.
 * @param take called with the image; its class is the one that the network predicts, until the reader says another
 */
export function makeOwnImage(
  size: TileSize,
  take: (subject: Subject) => void,
  say: (words: string) => void,
): HTMLElement {
  const takeTile = (tile: Tile, words: string): void =>
    take({ words, label: null, index: null, pixels: Promise.resolve(tile) });
  const takeFile = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    try {
      takeTile(scaled(await createImageBitmap(file), size), `your image ${file.name}`);
    } catch {
      say(`${file.name} is not an image that this browser reads.`);
    }
  };
  const input = element('input', { type: 'file', accept: 'image/*', id: 'live-file' });
  input.addEventListener('change', () => void takeFile(input.files?.[0]));
  const drop = element(
    'div',
    { class: 'drop' },
    element(
      'label',
      { for: 'live-file' },
      'Drop an image here, or choose a file. It is cut to a square part of the middle and scaled.',
    ),
    input,
  );
  drop.addEventListener('dragover', (event) => {
    event.preventDefault();
    drop.classList.add('over');
  });
  drop.addEventListener('dragleave', () => drop.classList.remove('over'));
  drop.addEventListener('drop', (event) => {
    event.preventDefault();
    drop.classList.remove('over');
    void takeFile(event.dataTransfer?.files[0]);
  });
  return element(
    'div',
    { class: 'own' },
    drop,
    drawing(size, (tile) => takeTile(tile, 'your drawing')),
  );
}

function drawing(size: TileSize, take: (tile: Tile) => void): HTMLElement {
  const canvas = element('canvas', {
    width: String(CANVAS),
    height: String(CANVAS),
    'aria-label': 'A canvas to draw on',
    role: 'img',
  });
  const context = contextOf(canvas);
  const colour = element(
    'select',
    { id: 'live-colour' },
    ...COLOURS.map((value) => element('option', { value }, COLOUR_NAMES[value] ?? value)),
  );
  const clear = (): void => {
    context.fillStyle = GROUND;
    context.fillRect(0, 0, CANVAS, CANVAS);
  };
  clear();
  colour.value = FIRST_COLOUR;
  const strokeTo = ({ offsetX, offsetY }: PointerEvent): void => {
    const scale = CANVAS / canvas.clientWidth;
    context.lineTo(offsetX * scale, offsetY * scale);
    context.stroke();
  };
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    Object.assign(context, { strokeStyle: colour.value, lineWidth: BRUSH, lineCap: 'round', lineJoin: 'round' });
    context.beginPath();
    strokeTo(event);
  });
  canvas.addEventListener('pointermove', (event) => {
    if (event.buttons !== 0) strokeTo(event);
  });
  const use = element('button', { type: 'button' }, 'Take this drawing');
  use.addEventListener('click', () => take(scaled(canvas, size)));
  const empty = element('button', { type: 'button' }, 'Clear');
  empty.addEventListener('click', clear);
  return element(
    'div',
    { class: 'drawing' },
    canvas,
    element('div', {}, element('label', { for: 'live-colour' }, 'Colour'), colour, use, empty),
  );
}

const COLOUR_NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  ['white', 'black', 'red', 'orange', 'yellow', 'green', 'blue', 'violet'].map((name, i) => [at(COLOURS, i), name]),
);

/** The middle of an image in the size and shape of the page's images. */
function scaled(image: ImageBitmap | HTMLCanvasElement, { rows, columns }: TileSize): Tile {
  const scale = Math.min(image.width / columns, image.height / rows);
  const [width, height] = [columns * scale, rows * scale];
  const canvas = element('canvas', { width: String(columns), height: String(rows) });
  const context = contextOf(canvas);
  context.imageSmoothingQuality = 'high';
  // What a transparent image hides is white, as on paper.
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, columns, rows);
  context.drawImage(image, (image.width - width) / 2, (image.height - height) / 2, width, height, 0, 0, columns, rows);
  const { data } = context.getImageData(0, 0, columns, rows);
  return { rows, columns, bytes: new Uint8ClampedArray(data) };
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('this browser has no canvas');
  return context;
}
