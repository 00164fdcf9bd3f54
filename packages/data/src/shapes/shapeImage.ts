import { at, numbersOf, USUAL_IMAGE_SHAPE, type ImageShape } from '@bcos-bench/vocabulary';
import type { RandomStream } from '@bcos-bench/random';
import type { Form } from './form.js';
import { randomTexture, type Texture } from './texture.js';

/** The side of the images that all lengths are written for; others have them in proportion. */
const [SIDE] = USUAL_IMAGE_SHAPE;

/** A number of a range, in turn for each thing that varies. */
type Draw = (range: readonly [low: number, high: number]) => number;

/** How images differ. Lengths are pixels of 32 by 32, angles radians, colours in [0,1]. */
const range = {
  /** Off the image's centre, each way: training crops by up to four pixels. */
  shift: [-2, 2],
  radius: [8.5, 12],
  /** Further, and a square would be a diamond. */
  rotation: [-0.4, 0.4],
  ground: [0.3, 0.7],
  /**
   * Of shape and ground, in every channel at once, darker or lighter. It is a few times the usual 8/255, so that a robust
   * network can exist and an ordinary one is not robust by itself.
   */
  contrast: [0.18, 0.36],
  outlineContrast: [-0.12, 0.12],
  /** Of one channel, besides. */
  tint: [-0.07, 0.07],
  texture: [0, 0.06],
  outlineWidth: [0, 1.6],
  noise: [0.005, 0.03],
} as const satisfies Record<string, readonly [number, number]>;

/**
 * The share of shapes that are darker than their ground. With one half, no pixel by itself would say anything of the class,
 * and B-cos networks, which start with responses of almost nothing, would take many epochs to begin to learn.
 */
const DARKER = 0.3;

/** A layer's colour, a number for each channel in [0,1], and what its texture adds at a pixel, to all channels alike. */
interface Paint {
  readonly colour: readonly number[];
  readonly texture: Texture;
}

/**
 * Draws the form as the bytes of an image (row, column, channel); all that varies comes from `random`. Of images of one number of
 * channels, a larger one shows the same, but for the noise of its pixels.
 */
export function shapeImage(form: Form, random: RandomStream, shape: ImageShape): Uint8Array {
  const [rows, columns, channels] = shape;
  const zoom = rows / SIDE;
  const draw: Draw = ([low, high]) => low + (high - low) * random.uniform();
  const distance = placed(form, draw, zoom);
  const base = Array.from({ length: channels }, () => draw(range.ground));
  const contrast = draw(range.contrast) * (random.uniform() < DARKER ? -1 : 1);
  const ground = paint(base, random, draw);
  const fill = paint(raised(base, contrast, draw), random, draw);
  const outline = paint(raised(base, contrast + draw(range.outlineContrast), draw), random, draw);
  const width = zoom * draw(range.outlineWidth);
  const noise = draw(range.noise);

  const image = new Uint8ClampedArray(numbersOf(shape));
  let next = 0;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const away = distance(column, row);
      const [whole, inner] = [coverage(away), coverage(away + width)];
      const layers: [Paint, number][] = [
        [ground, 1 - whole],
        [outline, whole - inner],
        [fill, inner],
      ];
      const colour = mixed(layers, column / zoom, row / zoom, channels);
      for (const value of colour) image[next++] = 255 * (value + noise * random.normal());
    }
  }
  return new Uint8Array(image.buffer);
}

/** The colour of one pixel: each layer's, by the share of the pixel that it covers. */
function mixed(layers: readonly (readonly [Paint, number])[], column: number, row: number, channels: number): number[] {
  const sum = new Array<number>(channels).fill(0);
  for (const [{ colour, texture }, share] of layers) {
    if (share === 0) continue;
    const lift = texture(column, row);
    colour.forEach((value, channel) => {
      sum[channel] = at(sum, channel) + share * (value + lift);
    });
  }
  return sum;
}

/** The form turned, scaled and put somewhere near the centre: its signed distance in pixels, of which there are `zoom` for each of the usual ones. */
function placed(form: Form, draw: Draw, zoom: number): Form {
  const radius = zoom * draw(range.radius);
  const angle = draw(range.rotation);
  const [centreX, centreY] = [zoom * (SIDE / 2 + draw(range.shift)), zoom * (SIDE / 2 + draw(range.shift))];
  const [cos, sin] = [Math.cos(angle) / radius, Math.sin(angle) / radius];
  return (column, row) => {
    const [x, y] = [column + 0.5 - centreX, row + 0.5 - centreY];
    return radius * form(cos * x + sin * y, cos * y - sin * x);
  };
}

/** The share of a pixel that lies within a shape whose outline is `distance` pixels from its centre. */
function coverage(distance: number): number {
  return Math.min(1, Math.max(0, 0.5 - distance));
}

function raised(base: readonly number[], contrast: number, draw: Draw): number[] {
  return base.map((value) => value + contrast + draw(range.tint));
}

function paint(colour: readonly number[], random: RandomStream, draw: Draw): Paint {
  const texture = randomTexture(random);
  const strength = draw(range.texture);
  return { colour, texture: (column, row) => strength * texture(column, row) };
}
