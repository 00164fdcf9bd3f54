/** The most bytes of one pickle: a hundred times what the largest checkpoints have, for names and shapes alone. */
export const MAX_PICKLE_BYTES = 64 * 2 ** 20;
