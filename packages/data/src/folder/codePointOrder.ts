/**
 * Orders names by their code points, as Python does, so that labels are those of torchvision's ImageFolder. JavaScript's own order
 * is that of UTF-16, which differs beyond the basic plane.
 */
export function byCodePoints(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
