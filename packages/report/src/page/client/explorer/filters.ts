import { element } from '../element.js';
import type { ExplorerData } from './explorerData.js';
import type { ExplorerChoice } from './explorerLink.js';
import type { ExplorerView } from './explorerView.js';
import { OUTCOME_WORDS, outcomesOf, readOutcome } from './imageOutcome.js';

/** What a reader can choose from a list. */
interface Filter {
  readonly name: string;
  /** The values of the list with their words; an empty value means no choice. */
  readonly options: (data: ExplorerData, view: ExplorerView) => readonly (readonly [value: string, words: string])[];
  readonly chosen: (view: ExplorerView) => string;
  readonly choose: (value: string) => Partial<ExplorerChoice>;
}

/** A choice of a class, or of none. */
function classFilter(name: string, key: 'label' | 'before' | 'after'): Filter {
  return {
    name,
    options: ({ classes }) => [['', 'all'], ...classes.map((word, i) => [String(i), word] as const)],
    chosen: ({ choice }) => String(choice[key] ?? ''),
    choose: (value) => ({ [key]: value === '' ? null : Number(value) }),
  };
}

const FILTERS: readonly Filter[] = [
  {
    name: 'Network',
    options: ({ networks }) => networks.map(({ id, title }) => [id, title]),
    chosen: ({ network }) => network.id,
    choose: (network) => ({ network }),
  },
  {
    name: 'Attack',
    options: (_, { network }) => network.attacks.map(({ key, title }) => [key, title]),
    chosen: ({ attack }) => attack.key,
    choose: (attack) => ({ attack }),
  },
  classFilter('True class', 'label'),
  classFilter('Predicted before', 'before'),
  classFilter('Predicted after', 'after'),
  {
    name: 'The attack',
    options: (_, { attack }) => [
      ['', 'all'],
      ...outcomesOf(attack).map((outcome) => [outcome, OUTCOME_WORDS[outcome]] as const),
    ],
    chosen: ({ choice }) => choice.outcome ?? '',
    choose: (value) => ({ outcome: readOutcome(value) }),
  },
];

/** The lists in which a reader chooses network, attack, class and outcome; `change` is called with the choice. */
export function makeFilters(
  data: ExplorerData,
  change: (chosen: Partial<ExplorerChoice>) => void,
): { readonly content: HTMLElement; readonly show: (view: ExplorerView) => void } {
  const lists = FILTERS.map((filter, i) => {
    const list = element('select', { id: `filter-${i}` });
    list.addEventListener('change', () => change(filter.choose(list.value)));
    return { filter, list };
  });
  return {
    content: element(
      'div',
      { class: 'filters' },
      ...lists.map(({ filter, list }) => element('div', {}, element('label', { for: list.id }, filter.name), list)),
    ),
    show: (view) => {
      for (const { filter, list } of lists) {
        const options = filter.options(data, view).map(([value, words]) => element('option', { value }, words));
        list.replaceChildren(...options);
        list.value = filter.chosen(view);
      }
    },
  };
}
