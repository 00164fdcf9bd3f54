/** Which weights to take of a file that holds both: those of the training, or their moving average. */
export type WeightChoice = 'trained' | 'averaged';
