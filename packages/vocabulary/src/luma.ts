/** The luma of ITU-R 601 of a colour in bytes, in the whole numbers that Pillow computes it in: a byte. */
export function luma(red: number, green: number, blue: number): number {
  return (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;
}
