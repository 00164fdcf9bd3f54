/** Keep the random numbers of one use apart from those of another: the second number of each key. */
export const GRIDS = 0x4d_01;
export const PIXEL_SETS = 0x4d_02;
export const NOISE = 0x4d_03;
export const OTHER_CLASS = 0x4d_04;
export const SMOOTHING = 0x4d_05;
export const BOOTSTRAP = 0x4d_06;
export const DETECTION = 0x4d_07;
export const DETECTION_NOISE = 0x4d_08;
