declare module 'subset-font' {
  /** The part of `subset-font` that is used here; the published types are older than its `keepFeatures`. */
  export default function subsetFont(
    font: Buffer,
    text: string,
    options: { targetFormat: 'woff2'; keepFeatures: readonly string[] },
  ): Promise<Buffer>;
}
