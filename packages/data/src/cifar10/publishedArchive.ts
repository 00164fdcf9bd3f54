/** An archive as its authors publish it. */
export interface PublishedArchive {
  readonly address: string;
  /** In hexadecimal. */
  readonly md5: string;
}

/** CIFAR-10 for C programs (https://www.cs.toronto.edu/~kriz/cifar.html). */
export const OFFICIAL: PublishedArchive = {
  address: 'https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz',
  md5: 'c32a1d4ab5d03f1284b67883e8d87530',
};
