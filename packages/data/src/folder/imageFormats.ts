/** The endings of files that are taken for images, as torchvision's ImageFolder has them, in small letters. */
const ENDINGS: readonly string[] = ['.jpg', '.jpeg', '.png', '.ppm', '.bmp', '.pgm', '.tif', '.tiff', '.webp'];

/** Whether a file is taken for an image, by its name alone; capitals do not matter. */
export function isImageName(name: string): boolean {
  const small = name.toLowerCase();
  return ENDINGS.some((ending) => small.endsWith(ending));
}

/** What to tell a user who gives no images. */
export const IMAGE_FORMATS = ENDINGS.join(' ');
