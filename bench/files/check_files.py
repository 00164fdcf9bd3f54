#!/usr/bin/env python3
"""Opens what the pipeline wrote with the programs that others will open it with.

    pip install -r bench/files/requirements.txt
    python3 bench/files/check_files.py DIR...

Every .arrow (pyarrow), .parquet (pyarrow and duckdb) and .safetensors (safetensors) below the folders is read whole; each
gets a line with its rows, columns and nulls, or with what is wrong. Exits 1 where a file fails, or where there is none.
"""
import pathlib
import sys

import duckdb
import pyarrow
import pyarrow.ipc
import pyarrow.parquet
import safetensors.numpy


def described(table: pyarrow.Table) -> str:
    table.validate(full=True)
    nulls = {name: table[name].null_count for name in table.column_names if table[name].null_count}
    return f"{table.num_rows} rows, {table.num_columns} columns ({', '.join(table.column_names)}), nulls {nulls or 'none'}"


def check_arrow(path: pathlib.Path) -> str:
    with pyarrow.memory_map(str(path)) as source:
        return described(pyarrow.ipc.open_file(source).read_all())


def check_parquet(path: pathlib.Path) -> str:
    table = pyarrow.parquet.read_table(path)
    by_duckdb = duckdb.sql("select * from read_parquet($path)", params={"path": str(path)}).to_arrow_table()
    if by_duckdb.num_rows != table.num_rows or by_duckdb.column_names != table.column_names:
        raise ValueError(f"duckdb reads {by_duckdb.num_rows} rows of {by_duckdb.column_names}")
    for name in table.column_names:
        if by_duckdb[name].to_pylist() != table[name].to_pylist():
            raise ValueError(f"duckdb and pyarrow differ in column {name}")
    return f"{described(table)}, duckdb agrees"


def check_safetensors(path: pathlib.Path) -> str:
    arrays = safetensors.numpy.load_file(path)
    kinds = sorted({str(array.dtype) for array in arrays.values()})
    return f"{len(arrays)} arrays, {sum(array.size for array in arrays.values())} numbers, {', '.join(kinds)}"


CHECKS = {".arrow": check_arrow, ".parquet": check_parquet, ".safetensors": check_safetensors}


def main(folders: list[str]) -> int:
    paths = sorted(path for folder in folders for path in pathlib.Path(folder).rglob("*") if path.suffix in CHECKS)
    failed = 0
    for path in paths:
        try:
            print(f"{path}: {CHECKS[path.suffix](path)}")
        except Exception as error:  # Whatever a reader makes of a bad file is what there is to report.
            failed += 1
            print(f"{path}: FAILED: {type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}")
    print(f"{len(paths) - failed} files can be read, {failed} cannot")
    return 1 if failed or not paths else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
