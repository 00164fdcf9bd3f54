"""Makes the small Arrow and Parquet files that the specs of packages/formats read: the same rows, written by pyarrow in many ways.

    python3 bench/files/make_columns.py     # pip install -r bench/files/requirements.txt; writes packages/formats/src/fixtures/columns
"""
import pathlib
import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as parquet

OUT = pathlib.Path(__file__).resolve().parents[2] / 'packages/formats/src/fixtures/columns'
ROWS, WIDTH = 6, 40_000
OUT.mkdir(parents=True, exist_ok=True)
for old in OUT.iterdir():
    old.unlink()

labels = [2, 0, 1, 2, 1, 0]
label = pa.array(labels, pa.int32())
# Wide enough for several blocks of LZ4 that refer to each other, and easily packed.
flat = pa.array([(7 * (i // 100) + i % 3) % 256 for i in range(ROWS * WIDTH)], pa.uint8())
narrow = pa.array(range(ROWS * 2), pa.uint8())
lists = pa.FixedSizeListArray.from_arrays(narrow, 2)


def arrow(name, columns, chunk=None, **options):
    table = pa.table(columns)
    with pa.OSFile(str(OUT / f'{name}.arrow'), 'wb') as sink:
        with pa.ipc.new_file(sink, table.schema, options=pa.ipc.IpcWriteOptions(**options)) as writer:
            writer.write_table(table, max_chunksize=chunk)


small = {'label': label, 'pair': lists}
arrow('plain', small)
arrow('batches', small, chunk=4)
arrow('sliced', {name: column.slice(2, 3) for name, column in small.items()})
wide = {'label': label, 'wide': pa.FixedSizeListArray.from_arrays(flat, WIDTH)}
arrow('lz4', wide, compression='lz4')
arrow('zstd', wide, compression='zstd')
feather.write_feather(pa.table(wide), str(OUT / 'feather.arrow'))
codes = [0, 1, 2, 0, 2, 1]
for index in (pa.int8(), pa.int32(), pa.uint16()):
    dictionary = pa.DictionaryArray.from_arrays(pa.array(codes, index), pa.array([2, 0, 1], pa.int32()))
    arrow(f'dictionary-{index}', {**small, 'label': dictionary})
for kind in (pa.int8(), pa.uint8(), pa.int64(), pa.uint64()):
    arrow(f'label-{kind}', {**small, 'label': label.cast(kind)})
arrow('label-large', {**small, 'label': pa.array([0, 1, 2**31, 0, 0, 0], pa.int64())})
arrow('label-float', {**small, 'label': label.cast(pa.float32())})
arrow('label-date', {**small, 'label': label.cast(pa.date32())})
arrow('label-null', {**small, 'label': pa.array([2, 0, None, 2, 1, 0], pa.int32())})
arrow('dictionary-null', {**small, 'label': pa.array([2, 0, 1, None, 1, 0], pa.int32()).dictionary_encode()})
arrow('pair-null', {**small, 'pair': pa.array([[0, 1], None, [4, 5], [6, 7], [8, 9], [10, 11]], pa.list_(pa.uint8(), 2))})
arrow('number-null', {**small, 'pair': pa.array([[0, 1], [2, None], [4, 5], [6, 7], [8, 9], [10, 11]], pa.list_(pa.uint8(), 2))})
arrow('list', {**small, 'pair': pa.array([[2 * i, 2 * i + 1] for i in range(ROWS)], pa.list_(pa.uint8()))})
arrow('list-uneven', {**small, 'pair': pa.array([[0, 1], [2], [3, 4, 5], [6, 7], [8, 9], [10, 11]], pa.list_(pa.uint8()))})
arrow('pair-float', {**small, 'pair': pa.FixedSizeListArray.from_arrays(narrow.cast(pa.float32()), 2)})
arrow('extra', {**small, 'note': pa.array(['x'] * ROWS)})
schema = pa.schema([('label', pa.int32()), ('label', pa.int32())])
twice = pa.Table.from_arrays([label, label], schema=schema)
with pa.OSFile(str(OUT / 'twice.arrow'), 'wb') as sink, pa.ipc.new_file(sink, schema) as writer:
    writer.write_table(twice)
with pa.OSFile(str(OUT / 'stream.arrow'), 'wb') as sink, pa.ipc.new_stream(sink, pa.table(small).schema) as writer:
    writer.write_table(pa.table(small))

rows = pa.table({
    'id': pa.array(labels, pa.int32()),
    'maybe': pa.array([1, None, 3, None, 5, 6], pa.int32()),
    'logits': pa.array([[i / 4, -1.5] for i in range(ROWS)], pa.list_(pa.float32())),
})
for packing in ('none', 'snappy', 'gzip', 'brotli', 'zstd', 'lz4'):
    parquet.write_table(rows, OUT / f'{packing}.parquet', compression=packing)
parquet.write_table(rows, OUT / 'plain.parquet', use_dictionary=False, data_page_version='2.0')
parquet.write_table(rows, OUT / 'groups.parquet', row_group_size=2)
parquet.write_table(rows.set_column(0, 'id', rows['id'].cast(pa.int64())), OUT / 'id-int64.parquet')
parquet.write_table(rows.set_column(0, 'id', pa.array([2, None, 1, 2, 1, 0], pa.int32())), OUT / 'id-null.parquet')
parquet.write_table(rows.set_column(0, 'id', rows['id'].cast(pa.string())), OUT / 'id-text.parquet')
