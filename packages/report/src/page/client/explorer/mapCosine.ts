import type { ExplorerAttack } from './explorerData.js';

/** How near the maps of an image before and after an attack are, by the first method that explained it; null where none did. */
export function mapCosine({ explanations }: Pick<ExplorerAttack, 'explanations'>, index: number): number | null {
  for (const { images } of explanations) {
    const cosine = images.find((image) => image.index === index)?.cosine ?? null;
    if (cosine !== null) return cosine;
  }
  return null;
}
