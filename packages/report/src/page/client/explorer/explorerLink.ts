import { readOutcome, type ImageOutcome } from './imageOutcome.js';

/** What the reader has chosen; null means no choice. */
export interface ExplorerChoice {
  readonly network: string | null;
  readonly attack: string | null;
  /** The image's number in its split. */
  readonly image: number | null;
  /** Only images with this label. */
  readonly label: number | null;
  /** Only images that are classified as this before the attack. */
  readonly before: number | null;
  /** Only images that are classified as this after the attack. */
  readonly after: number | null;
  /** Only images with which the attack ended so. */
  readonly outcome: ImageOutcome | null;
}

/** The choice before the reader has chosen anything. */
export const NO_CHOICE: ExplorerChoice = {
  ...{ network: null, attack: null, image: null },
  ...{ label: null, before: null, after: null, outcome: null },
};

/** How an address of the explorer begins; a choice follows. */
export const EXPLORER = '#explorer?';

/** The part of an address that restores a choice, such as `#explorer?network=resnet8&image=3`. */
export function explorerLink(chosen: Partial<ExplorerChoice>): string {
  const { network, attack, image, label, before, after, outcome } = { ...NO_CHOICE, ...chosen };
  const words = Object.entries({ network, attack, image, label, before, after, outcome });
  const given = words.flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]]));
  return EXPLORER + new URLSearchParams(given).toString();
}

/** The choice in the fragment of an address, or null if it names another part of the page. Absent choices are null. */
export function readExplorerLink(hash: string): ExplorerChoice | null {
  if (!hash.startsWith(EXPLORER)) return null;
  const words = new URLSearchParams(hash.slice(EXPLORER.length));
  return {
    network: words.get('network'),
    attack: words.get('attack'),
    image: wholeNumber(words.get('image')),
    label: wholeNumber(words.get('label')),
    before: wholeNumber(words.get('before')),
    after: wholeNumber(words.get('after')),
    outcome: readOutcome(words.get('outcome')),
  };
}

function wholeNumber(word: string | null): number | null {
  return word !== null && /^\d{1,9}$/.test(word) ? Number(word) : null;
}
