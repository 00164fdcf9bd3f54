import type { RandomStream } from '@bcos-bench/random';

/** A pattern over the image: a number in [-1, 1] at a pixel's column and row. */
export type Texture = (x: number, y: number) => number;

/** The wave that runs across the image at `angle` once every `length` pixels. */
function wave(angle: number, length: number, phase: number): Texture {
  const [fx, fy] = [(2 * Math.PI * Math.cos(angle)) / length, (2 * Math.PI * Math.sin(angle)) / length];
  return (x, y) => Math.sin(fx * x + fy * y + phase);
}

function angleOf(random: RandomStream): number {
  return 2 * Math.PI * random.uniform();
}

/** The kinds of texture by name: each makes one from random numbers. */
const textures: Readonly<Record<string, (random: RandomStream) => Texture>> = {
  plain: () => () => 0,
  gradient: (random) => wave(angleOf(random), 96, angleOf(random)),
  stripes: (random) => wave(angleOf(random), 4 + 4 * random.uniform(), angleOf(random)),
  checks: (random) => {
    const [angle, length] = [angleOf(random), 5 + 5 * random.uniform()];
    const [one, other] = [wave(angle, length, angleOf(random)), wave(angle + Math.PI / 2, length, angleOf(random))];
    return (x, y) => one(x, y) * other(x, y);
  },
  clouds: (random) => {
    const waves = Array.from({ length: 4 }, () => wave(angleOf(random), 10 + 20 * random.uniform(), angleOf(random)));
    return (x, y) => waves.reduce((sum, each) => sum + each(x, y), 0) / waves.length;
  },
};

const kinds = Object.values(textures);

/** A texture of a random kind. */
export function randomTexture(random: RandomStream): Texture {
  const kind = kinds[Math.floor(random.uniform() * kinds.length)];
  if (kind === undefined) throw new RangeError('no texture of that number');
  return kind(random);
}
