/** How a convolution lies over its input, as PyTorch means it: `padding` zeros on every side. */
export interface ConvGeometry {
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
}
