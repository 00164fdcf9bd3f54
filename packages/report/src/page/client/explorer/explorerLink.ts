/** What the reader has chosen; null means no choice. */
export interface ExplorerChoice {
  readonly network: string | null;
  readonly attack: string | null;
  /** The image's number in its split. */
  readonly image: number | null;
  /** Only images with this label. */
  readonly label: number | null;
  /** Only images on which the attack succeeded, or only those on which it failed. */
  readonly success: boolean | null;
}

const PREFIX = '#explorer?';
const OUTCOMES = { succeeded: true, failed: false } as const;

/** The part of an address that restores a choice, such as `#explorer?network=resnet8&image=3`. */
export function explorerLink({ network, attack, image, label, success }: ExplorerChoice): string {
  const outcome = Object.entries(OUTCOMES).find(([, value]) => value === success)?.[0] ?? null;
  const words = Object.entries({ network, attack, image, label, outcome });
  const given = words.flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]]));
  return PREFIX + new URLSearchParams(given).toString();
}

/** The choice in the fragment of an address, or null if it names another part of the page. Absent choices are null. */
export function readExplorerLink(hash: string): ExplorerChoice | null {
  if (!hash.startsWith(PREFIX)) return null;
  const words = new URLSearchParams(hash.slice(PREFIX.length));
  return {
    network: words.get('network'),
    attack: words.get('attack'),
    image: wholeNumber(words.get('image')),
    label: wholeNumber(words.get('label')),
    success: outcomeOf(words.get('outcome')),
  };
}

function wholeNumber(word: string | null): number | null {
  return word !== null && /^\d{1,9}$/.test(word) ? Number(word) : null;
}

function outcomeOf(word: string | null): boolean | null {
  return Object.entries(OUTCOMES).find(([name]) => name === word)?.[1] ?? null;
}
