import { addNoise } from './addNoise.js';
import type { AttackedImage, ExplorerAttack, ExplorerData } from './explorerData.js';
import { readTile, type Tile } from './tile.js';

/** The clean image and its noise. */
export function inputOf(data: ExplorerData, attack: ExplorerAttack, image: AttackedImage) {
  return {
    clean: readTile(data.images.sheet, data.images, data.images.index.indexOf(image.index)),
    noise: readTile(attack.noise.sheet, data.images, attack.images.indexOf(image)),
  };
}

/** The attacked image: the clean one and its noise. */
export async function attackedPixels(data: ExplorerData, attack: ExplorerAttack, image: AttackedImage): Promise<Tile> {
  const { clean, noise } = inputOf(data, attack, image);
  const [under, over] = await Promise.all([clean, noise]);
  return { ...under, bytes: addNoise(under.bytes, over.bytes, attack.noise.magnification) };
}
