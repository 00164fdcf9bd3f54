import { at } from '@bcos-bench/vocabulary/at';
import type { AttackedImage, ExplorerAttack, ExplorerData, ExplorerNetwork } from './explorerData.js';
import type { ExplorerChoice } from './explorerLink.js';

/** A choice that can be shown: an existing network and attack, and the images that match the filters. */
export interface ExplorerView {
  readonly choice: ExplorerChoice;
  readonly network: ExplorerNetwork;
  readonly attack: ExplorerAttack;
  /** The images that match, in the attack's order. */
  readonly shown: readonly AttackedImage[];
  /** The selected image; null if none matches. */
  readonly image: AttackedImage | null;
}

/** The choice before the reader has chosen anything. */
export const NO_CHOICE: ExplorerChoice = { network: null, attack: null, image: null, label: null, success: null };

/**
 * The view of a choice. A value that does not exist is replaced by the first that does, so a link to another report still
 * works. Null if the data have no attack.
 */
export function explorerView(data: ExplorerData, asked: ExplorerChoice): ExplorerView | null {
  const network = data.networks.find(({ id }) => id === asked.network) ?? data.networks[0];
  const attack = network?.attacks.find(({ key }) => key === asked.attack) ?? network?.attacks[0];
  if (network === undefined || attack === undefined) return null;
  const label = asked.label !== null && asked.label < data.classes.length ? asked.label : null;
  const labels = new Map(data.images.index.map((index, tile) => [index, data.images.labels[tile]]));
  const shown = attack.images.filter(
    (image) =>
      (label === null || labels.get(image.index) === label) &&
      (asked.success === null || image.success === asked.success),
  );
  const image = shown.find(({ index }) => index === asked.image) ?? shown[0] ?? null;
  const choice = {
    network: network.id,
    attack: attack.key,
    image: image?.index ?? null,
    label,
    success: asked.success,
  };
  return { choice, network, attack, shown, image };
}

/** The label of an image. */
export function labelOf({ images }: ExplorerData, { index }: AttackedImage): number {
  return at(images.labels, images.index.indexOf(index));
}

/** The name of a class. */
export function className({ classes }: ExplorerData, number: number): string {
  return classes[number] ?? `class ${number}`;
}
