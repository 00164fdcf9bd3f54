/** How a convolution lies over its input, as PyTorch means it: `padding` zeros on every side. */
export interface ConvGeometry {
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
}

/** The same, with the channels cut into groups. */
export interface GroupedGeometry extends ConvGeometry {
  /** Groups of channels that do not see each other; 1 unless given. */
  readonly groups?: number;
}
