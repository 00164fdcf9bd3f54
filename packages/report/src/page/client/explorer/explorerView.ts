import { at } from '@bcos-bench/vocabulary/at';
import type { AttackedImage, ExplorerAttack, ExplorerData, ExplorerNetwork } from './explorerData.js';
import type { ExplorerChoice } from './explorerLink.js';
import { imageOutcome, outcomesOf, type ImageOutcome } from './imageOutcome.js';

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

/**
 * The view of a choice. A value that does not exist is replaced by one that does, so a link to another report still works: an attack that
 * was explained before others, an explained image on which it succeeded, or whose map it moved, before others. Null if the data have no attack.
 */
export function explorerView(data: ExplorerData, asked: ExplorerChoice): ExplorerView | null {
  const found = networkAndAttack(data, asked);
  if (found === null) return null;
  const { network, attack } = found;
  const known = (number: number | null): number | null =>
    number !== null && number < data.classes.length ? number : null;
  const filters = {
    ...{ label: known(asked.label), before: known(asked.before), after: known(asked.after) },
    outcome: outcomesOf(attack).find((outcome) => outcome === asked.outcome) ?? null,
  };
  const shown = attack.images.filter((image) => matches(data, attack, image, filters));
  const image = shown.find(({ index }) => index === asked.image) ?? firstToShow(data, attack, shown, filters);
  return {
    choice: { network: network.id, attack: attack.key, image: image?.index ?? null, ...filters },
    ...{ network, attack, shown, image },
  };
}

function networkAndAttack({ networks }: ExplorerData, asked: ExplorerChoice) {
  const network =
    networks.find(({ id }) => id === asked.network) ??
    networks.find(({ attacks }) => attacks.some(isExplained)) ??
    networks[0];
  const attack =
    network?.attacks.find(({ key }) => key === asked.attack) ??
    network?.attacks.find(isExplained) ??
    network?.attacks[0];
  return network === undefined || attack === undefined ? null : { network, attack };
}

function isExplained({ explanations }: ExplorerAttack): boolean {
  return explanations.length > 0;
}

type Filters = Pick<ExplorerChoice, 'label' | 'before' | 'after' | 'outcome'>;

function matches(data: ExplorerData, attack: ExplorerAttack, image: AttackedImage, filters: Filters): boolean {
  const { label, before, after, outcome } = filters;
  return (
    (label === null || labelOf(data, image) === label) &&
    (before === null || image.cleanPrediction === before) &&
    (after === null || image.attackedPrediction === after) &&
    (outcome === null || imageOutcome(data, attack, image) === outcome)
  );
}

/** The outcomes that a reader sees before others. */
const TELLING: readonly ImageOutcome[] = ['succeeded', 'map-moved'];

/** The first image that was explained, and where the reader has not filtered, one on which the attack succeeded or whose map it moved. */
function firstToShow(
  data: ExplorerData,
  attack: ExplorerAttack,
  shown: readonly AttackedImage[],
  filters: Filters,
): AttackedImage | null {
  const explained = new Set(attack.explanations.flatMap(({ images }) => images.map(({ index }) => index)));
  const candidates = shown.filter(({ index }) => explained.has(index));
  const isFiltered = Object.values(filters).some((value) => value !== null);
  const telling = candidates.find((image) => !isFiltered && TELLING.includes(imageOutcome(data, attack, image)));
  return telling ?? candidates[0] ?? shown[0] ?? null;
}

/** The label of an image. */
export function labelOf({ images }: ExplorerData, { index }: AttackedImage): number {
  return at(images.labels, images.index.indexOf(index));
}

/** The name of a class. */
export function className({ classes }: ExplorerData, number: number): string {
  return classes[number] ?? `class ${number}`;
}
