from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading import BlobError, BlobStore


@pytest.fixture
def store(tmp_path: Path) -> BlobStore:
    return BlobStore(tmp_path / "blobs")


@given(st.binary())
def test_bytes_come_back_under_their_hash(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    store = BlobStore(tmp_path_factory.getbasetemp() / "any")
    sha256 = store.put(raw)
    assert sha256 == hashlib.sha256(raw).hexdigest()
    assert store.get(sha256) == raw
    assert sha256 in store


def test_the_same_bytes_are_stored_once(store: BlobStore) -> None:
    assert store.put(b"x") == store.put(b"x")
    assert len([path for path in store.folder.rglob("*") if path.is_file()]) == 1
    store.put(b"y")
    assert list(store) == sorted(hashlib.sha256(raw).hexdigest() for raw in (b"x", b"y"))
    assert store.verify() == []


def test_an_empty_store_has_nothing_wrong(store: BlobStore) -> None:
    assert (store.verify(), list(store)) == ([], [])


def test_damage_is_found_and_mended_by_storing_again(store: BlobStore) -> None:
    sha256 = store.put(b"rockets")
    path = store.folder / sha256[:2] / sha256
    path.write_bytes(b"rackets")
    assert store.verify() == [f"{sha256[:2]}/{sha256}: bytes do not match the name; restore it from a backup"]
    with pytest.raises(BlobError, match="changed after it was stored"):
        store.get(sha256)
    store.put(b"rockets")
    assert store.get(sha256) == b"rockets"
    assert store.verify() == []


def test_strangers_in_the_folder_are_named(store: BlobStore) -> None:
    sha256 = store.put(b"x")
    (store.folder / "notes.txt").write_text("x")
    (store.folder / sha256[:2] / "abc.partial").write_text("x")
    (store.folder / "zz").mkdir()
    (store.folder / "zz" / sha256).write_bytes(b"x")
    assert [problem.partition(": ")[2].partition(";")[0] for problem in store.verify()] == [
        "unfinished write",
        "not a stored document",
        "not a stored document",
    ]


@pytest.mark.parametrize("name", ["", "abc", "../../etc/passwd", "A" * 64, "0" * 63 + "/", "0" * 65])
def test_only_a_hash_is_a_name(store: BlobStore, name: str) -> None:
    assert name not in store
    with pytest.raises(BlobError):
        store.get(name)


def test_what_was_never_stored_is_an_error(store: BlobStore) -> None:
    with pytest.raises(BlobError, match="no document"):
        store.get("0" * 64)


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_full_disk_leaves_nothing_half_written(store: BlobStore, monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    kept = store.put(b"before")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, failing, full)
    with pytest.raises(BlobError, match="No space left"):
        store.put(b"after")
    monkeypatch.undo()
    assert (store.verify(), list(store)) == ([], [kept])


def test_a_file_in_the_place_of_the_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "blobs").write_text("x")
    with pytest.raises(BlobError, match="cannot store"):
        BlobStore(tmp_path / "blobs").put(b"x")
