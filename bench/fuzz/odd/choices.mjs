// Choices that depend on (seed, command, number) alone, so that an odd input can be made again by its number.
import { randomStream } from '../../../packages/random/dist/index.js';

export function choicesOf(seed, command, number) {
  const random = randomStream(seed, keyOf(command), number);
  const below = (limit) => random.uint32() % limit;
  return { below, one: (list) => list[below(list.length)], chance: (percent) => below(100) < percent };
}

/** A number of 32 bits for a name. */
function keyOf(name) {
  return [...name].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0, 7);
}
