import { mapCosine } from '../mapCosine.js';
import type { MapObjective } from '../mapObjective.js';

/** The map like the wanted one: their cosine. */
export const brought: MapObjective = {
  prediction: 'kept',
  reached: (maps, { wanted }) => mapCosine(maps, wanted),
};
