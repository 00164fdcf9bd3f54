import type { AttackedPicture, ExplorerAttack, ExplorerData, ExplorerNetwork } from './explorerData.js';
import type { ExplorerChoice } from './explorerLink.js';

/** A choice as it can be shown: a network and an attack that there are, and the pictures that pass the filters. */
export interface ExplorerView {
  readonly choice: ExplorerChoice;
  readonly network: ExplorerNetwork;
  readonly attack: ExplorerAttack;
  /** The pictures that pass, in the attack's order. */
  readonly shown: readonly AttackedPicture[];
  /** The one that is looked at; null where none passes. */
  readonly picture: AttackedPicture | null;
}

/** The choice that a reader finds who has chosen nothing. */
export const NO_CHOICE: ExplorerChoice = { network: null, attack: null, picture: null, label: null, success: null };

/**
 * What is shown for a choice. What there is not becomes the first that there is: a link to another report still leads
 * somewhere. Null where the data have no attack at all.
 */
export function explorerView(data: ExplorerData, asked: ExplorerChoice): ExplorerView | null {
  const network = data.networks.find(({ id }) => id === asked.network) ?? data.networks[0];
  const attack = network?.attacks.find(({ key }) => key === asked.attack) ?? network?.attacks[0];
  if (network === undefined || attack === undefined) return null;
  const label = asked.label !== null && asked.label < data.classes.length ? asked.label : null;
  const labels = new Map(data.pictures.index.map((index, tile) => [index, data.pictures.labels[tile]]));
  const shown = attack.pictures.filter(
    (picture) =>
      (label === null || labels.get(picture.index) === label) &&
      (asked.success === null || picture.success === asked.success),
  );
  const picture = shown.find(({ index }) => index === asked.picture) ?? shown[0] ?? null;
  const choice = {
    network: network.id,
    attack: attack.key,
    picture: picture?.index ?? null,
    label,
    success: asked.success,
  };
  return { choice, network, attack, shown, picture };
}

/** The true class of a picture. */
export function labelOf({ pictures }: ExplorerData, { index }: AttackedPicture): number {
  return pictures.labels[pictures.index.indexOf(index)] ?? -1;
}

/** The name of a class. */
export function className({ classes }: ExplorerData, number: number): string {
  return classes[number] ?? `class ${number}`;
}
