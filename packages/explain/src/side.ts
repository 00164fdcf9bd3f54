/** Rows and columns of a network's input. */
export const SIDE = 32;
