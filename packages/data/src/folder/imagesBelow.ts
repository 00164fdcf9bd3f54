import { statSync } from 'node:fs';
import { Fault } from '@bcos-bench/vocabulary/fault';
import { folderEntries, pathOf, within, type Place } from './folderEntries.js';
import type { PassedOver } from './passedOver.js';

/**
 * All images in a folder and the folders below it, links followed, in the order of the names: as torchvision's ImageFolder lists
 * the images of a class.
 * @param passedOver counts all other files
 * @throws Fault as `folderEntries` does, and where a link leads to a folder that holds it
 */
export function imagesBelow(place: Place, passedOver: PassedOver): Place[] {
  return below(place, passedOver, []);
}

function below(place: Place, passedOver: PassedOver, above: readonly string[]): Place[] {
  const path = pathOf(place);
  const { dev, ino } = statSync(path, { bigint: true });
  const self = `${dev}:${ino}`;
  if (above.includes(self)) {
    throw new Fault({ what: 'is a link to a folder that holds it', where: path, remedy: 'remove the link' });
  }
  const { folders, images, others } = folderEntries(place, passedOver);
  for (const name of others) passedOver.add('format', within(place, name).relative);
  return [
    ...images.map((name) => within(place, name)),
    ...folders.flatMap((name) => below(within(place, name), passedOver, [...above, self])),
  ];
}
