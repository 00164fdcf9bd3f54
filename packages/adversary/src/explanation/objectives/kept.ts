import { mapCosine } from '../mapCosine.js';
import type { MapObjective } from '../mapObjective.js';

/** Another class with the map of the clean image: the cosine of the map of the likeliest other class with it. */
export const kept: MapObjective = {
  prediction: 'changed',
  reached: (maps, { clean }) => mapCosine(maps, clean),
};
