/** What the reader has chosen; null is no choice. */
export interface ExplorerChoice {
  readonly network: string | null;
  readonly attack: string | null;
  /** The image's number in its split. */
  readonly image: number | null;
  /** Images of this true class alone. */
  readonly label: number | null;
  /** Images at which the attack succeeded, or failed, alone. */
  readonly success: boolean | null;
}

const PREFIX = '#explorer?';
const OUTCOMES = { succeeded: true, failed: false } as const;

/** The part of an address that brings a choice back, such as `#explorer?network=resnet8&image=3`. */
export function explorerLink({ network, attack, image, label, success }: ExplorerChoice): string {
  const outcome = Object.entries(OUTCOMES).find(([, value]) => value === success)?.[0] ?? null;
  const words = Object.entries({ network, attack, image, label, outcome });
  const given = words.flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]]));
  return PREFIX + new URLSearchParams(given).toString();
}

/** The choice that the end of an address stands for, or null where it is another part of the page. What it lacks is null. */
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
