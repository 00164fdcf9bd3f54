import { at } from './at.js';
import { camelCase } from './camelCase.js';
import { UsageFault } from './fault.js';
import { nearestName } from './nearestName.js';

/**
 * What is wrong with flags that there are not; null where all are known.
 * @param given the names of the flags of a command line, `_` being that of its other words
 * @param known the names that the command has, in both spellings
 * @param help where they all are described
 */
export function misspeltFlags(given: readonly string[], known: readonly string[], help: string): UsageFault | null {
  const unknown = given.filter((name) => name !== '_' && !known.includes(name));
  // A parser tells `stepSise` besides `step-sise`.
  const written = unknown.filter((name) => !unknown.some((other) => other !== name && camelCase(other) === name));
  if (written.length === 0) return null;
  const names = known.filter((name) => !/[A-Z]/.test(name));
  const meant = written.flatMap((name) => {
    const nearest = nearestName(name, names);
    if (nearest === null) return [];
    return [written.length === 1 ? `--${nearest}` : `--${nearest} for --${name}`];
  });
  const what = `Unknown argument${written.length === 1 ? '' : 's'}: ${written.join(', ')}`;
  return new UsageFault({ what, remedy: meant.length === 0 ? help : `did you mean ${meant.join(', ')}? ${help}` });
}

/** What is wrong with a value that is none of a flag's choices, from what yargs says of it; null where it says something else. */
export function refusedChoice(message: string | null, help: string): UsageFault | null {
  const said = /Argument: (.+?), Given: "?(.*?)"?, Choices: (.*)/.exec(message ?? '');
  if (said === null) return null;
  const [flag, given, listed] = [at(said, 1), at(said, 2), at(said, 3)];
  const choices = [...listed.matchAll(/"[^"]*"|[\d.]+/g)].map(([choice]) => choice.replaceAll('"', ''));
  const nearest = nearestName(given, choices);
  return new UsageFault({
    where: `--${flag}`,
    what: `'${given}' is not one of its values`,
    remedy: nearest === null ? `choose one of ${choices.join(', ')}` : `did you mean ${nearest}? ${help}`,
  });
}
