// The work on one run of tiles, in an unnamed namespace: every source that includes it compiles it for its own kind of
// processor.
#ifndef BCOS_BENCH_WINOGRAD_CONVOLUTION_H_
#define BCOS_BENCH_WINOGRAD_CONVOLUTION_H_

#include "lanes.h"
#include "winograd_kernel.h"
#include "winograd_tiles.h"

namespace bcos_bench {
namespace {

// Where a tile lies: its image, and the row and column of its first output.
struct TilePlace {
  int64_t image;
  int64_t row;
  int64_t column;
};

inline TilePlace PlaceOf(const WinogradTask& task, int64_t tile) {
  const int64_t within = tile % task.TilesOfImage();
  return {tile / task.TilesOfImage(), within / task.TilesAcross() * 2, within % task.TilesAcross() * 2};
}

inline void StoreSome(Lanes value, float* to, int64_t count) {
  for (int64_t i = 0; i < count; ++i) to[i] = value[i];
}

// B^T d B of one tile, [kPoints] with `stride` floats from point to point, and kLanes channels each.
inline void TransformInput(const Lanes (&d)[4][4], float* to, int64_t stride) {
  Lanes rows[4][4];
#pragma GCC unroll 4
  for (int i = 0; i < 4; ++i) {
    rows[0][i] = d[0][i] - d[2][i];
    rows[1][i] = d[1][i] + d[2][i];
    rows[2][i] = d[2][i] - d[1][i];
    rows[3][i] = d[1][i] - d[3][i];
  }
#pragma GCC unroll 4
  for (int i = 0; i < 4; ++i) {
    Store(rows[i][0] - rows[i][2], to + (4 * i + 0) * stride);
    Store(rows[i][1] + rows[i][2], to + (4 * i + 1) * stride);
    Store(rows[i][2] - rows[i][1], to + (4 * i + 2) * stride);
    Store(rows[i][1] - rows[i][3], to + (4 * i + 3) * stride);
  }
}

// Where the 4x4 inputs of a tile lie; those outside of the image at `zeros`.
struct TileInputs {
  const float* pixels[16];

  TileInputs(const WinogradTask& task, TilePlace place, const float* zeros) {
    for (int64_t i = 0; i < 16; ++i) {
      const int64_t row = place.row + i / 4 - 1;
      const int64_t column = place.column + i % 4 - 1;
      const bool inside = row >= 0 && row < task.height && column >= 0 && column < task.width;
      const int64_t pixel = (place.image * task.height + row) * task.width + column;
      pixels[i] = inside ? task.x + pixel * task.inputs : zeros;
    }
  }

  // Transforms kLanes channels, which `load` takes from a pixel.
  template <typename LoadChannels>
  void Transform(LoadChannels load, float* to, int64_t stride) const {
    Lanes d[4][4];
#pragma GCC unroll 16
    for (int i = 0; i < 16; ++i) d[i / 4][i % 4] = load(pixels[i]);
    TransformInput(d, to, stride);
  }
};

// The transformed inputs of a tile: `to` is [kPoints, kTilesAtOnce, padded inputs] from the tile's own place on.
inline void TransformTile(const WinogradTask& task, TilePlace place, const float* zeros, float* to) {
  const TileInputs tile(task, place, zeros);
  const int64_t inputs = task.inputs;
  const int64_t stride = kTilesAtOnce * task.PaddedInputs();
  int64_t i = 0;
  for (; i + kLanes <= inputs; i += kLanes) {
    tile.Transform([i](const float* pixel) { return Load<Lanes>(pixel + i); }, to + i, stride);
  }
  if (i < inputs) tile.Transform([=](const float* pixel) { return LoadSome(pixel + i, inputs - i); }, to + i, stride);
}

// products [kRows, kColumns] = inputs [kRows, count] times kernel [count, kColumns], rows of the first two `stride` and
// `out_stride` floats apart.
template <int kRows>
inline void Multiply(const float* inputs, int64_t stride, const float* kernel, int64_t count, float* products,
                     int64_t out_stride) {
  Lanes sums[kRows][2];
#pragma GCC unroll 6
  for (int row = 0; row < kRows; ++row) sums[row][0] = sums[row][1] = Lanes{};
  for (int64_t i = 0; i < count; ++i) {
    const Lanes low = Load<Lanes>(kernel + i * kColumns);
    const Lanes high = Load<Lanes>(kernel + i * kColumns + kLanes);
#pragma GCC unroll 6
    for (int row = 0; row < kRows; ++row) {
      const Lanes input = Filled<Lanes>(inputs[row * stride + i]);
      sums[row][0] = MultiplyAdd(input, low, sums[row][0]);
      sums[row][1] = MultiplyAdd(input, high, sums[row][1]);
    }
  }
#pragma GCC unroll 6
  for (int row = 0; row < kRows; ++row) {
    Store(sums[row][0], products + row * out_stride);
    Store(sums[row][1], products + row * out_stride + kLanes);
  }
}

// The products of all tiles at all points.
inline void MultiplyTiles(const WinogradTask& task, const float* inputs, int64_t tiles, float* products) {
  constexpr int kRows = 6;
  const int64_t stride = task.PaddedInputs();
  const int64_t columns = task.Columns();
  for (int64_t point = 0; point < kPoints; ++point) {
    for (int64_t column = 0; column < columns; column += kColumns) {
      const float* kernel = task.kernel + (point * columns + column) * task.inputs;
      for (int64_t tile = 0; tile < tiles; tile += kRows) {
        const int64_t row = point * kTilesAtOnce + tile;
        Multiply<kRows>(inputs + row * stride, stride, kernel, task.inputs, products + row * columns + column, columns);
      }
    }
  }
}

// A^T m A of one tile and kLanes channels: the outputs, of which `store` takes those that lie in the image.
template <typename StoreChannels>
inline void TransformProducts(const float* m, int64_t stride, StoreChannels store) {
  Lanes rows[2][4];
#pragma GCC unroll 4
  for (int i = 0; i < 4; ++i) {
    const Lanes second = Load<Lanes>(m + (4 + i) * stride);
    const Lanes third = Load<Lanes>(m + (8 + i) * stride);
    rows[0][i] = Load<Lanes>(m + i * stride) + second + third;
    rows[1][i] = second - third - Load<Lanes>(m + (12 + i) * stride);
  }
#pragma GCC unroll 2
  for (int i = 0; i < 2; ++i) {
    store(i, 0, rows[i][0] + rows[i][1] + rows[i][2]);
    store(i, 1, rows[i][1] - rows[i][2] - rows[i][3]);
  }
}

// The outputs of the tile at `place`, from its products at all points.
inline void StoreTile(const WinogradTask& task, TilePlace place, const float* products) {
  const int64_t stride = kTilesAtOnce * task.Columns();
  const int64_t outputs = task.outputs;
  const int64_t row_length = task.width * outputs;
  float* const y = task.y + (place.image * task.height + place.row) * row_length + place.column * outputs;
  const bool has_row = place.row + 1 < task.height;
  const bool has_column = place.column + 1 < task.width;
  const auto to = [=](int row, int column) -> float* {
    return (row == 0 || has_row) && (column == 0 || has_column) ? y + row * row_length + column * outputs : nullptr;
  };
  int64_t i = 0;
  for (; i + kLanes <= outputs; i += kLanes) {
    TransformProducts(products + i, stride, [=](int row, int column, Lanes value) {
      if (float* pixel = to(row, column)) Store(value, pixel + i);
    });
  }
  if (i == outputs) return;
  TransformProducts(products + i, stride, [=](int row, int column, Lanes value) {
    if (float* pixel = to(row, column)) StoreSome(value, pixel + i, outputs - i);
  });
}

inline void ConvolveTilesHere(const WinogradTask& task, int64_t first, int64_t end, float* scratch) {
  const int64_t padded = task.PaddedInputs();
  const int64_t columns = task.Columns();
  float* const products = scratch + kPoints * kTilesAtOnce * padded;
  float* const zeros = products + kPoints * kTilesAtOnce * columns;
  for (int64_t i = 0; i < padded; ++i) zeros[i] = 0;
  for (int64_t from = first; from < end; from += kTilesAtOnce) {
    const int64_t tiles = end - from < kTilesAtOnce ? end - from : kTilesAtOnce;
    for (int64_t i = 0; i < tiles; ++i) {
      TransformTile(task, PlaceOf(task, from + i), zeros, scratch + i * padded);
    }
    MultiplyTiles(task, scratch, tiles, products);
    for (int64_t i = 0; i < tiles; ++i) StoreTile(task, PlaceOf(task, from + i), products + i * columns);
  }
}

}  // namespace
}  // namespace bcos_bench

#endif  // BCOS_BENCH_WINOGRAD_CONVOLUTION_H_
