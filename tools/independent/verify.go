// Verifies a log, or one proof, with Go's own implementation and nothing of Lakiri's.
//
//	verify <log directory> [older checkpoint ...]
//	verify -proof <file.tlog-proof> -entry <entry> -vkey <file>
//
// A log directory holds checkpoint, vkey and tile/. It prints one line, "OK ..." or "FAIL ...", and its
// exit status says the same. It needs golang.org/x/mod/sumdb of version 0.7.0 or later.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	tileHeight = 8
	tileWidth  = 1 << tileHeight
)

func main() {
	proof := flag.String("proof", "", "a .tlog-proof to verify instead of a log")
	entry := flag.String("entry", "", "the file whose bytes the proof is about")
	vkey := flag.String("vkey", "", "a file with the log's vkey, for a proof")
	flag.Parse()
	said, err := run(*proof, *entry, *vkey, flag.Args())
	if err != nil {
		fmt.Println("FAIL", err)
		os.Exit(1)
	}
	fmt.Println("OK", said)
}

func run(proof, entry, vkey string, args []string) (string, error) {
	if proof != "" {
		return verifyProof(proof, entry, vkey)
	}
	if len(args) == 0 {
		return "", errors.New("usage: verify <log directory> [older checkpoint ...]")
	}
	return verifyLog(args[0], args[1:])
}

func verifyLog(dir string, older []string) (string, error) {
	verifier, err := readVerifier(filepath.Join(dir, "vkey"))
	if err != nil {
		return "", err
	}
	tree, err := readTree(filepath.Join(dir, "checkpoint"), verifier)
	if err != nil {
		return "", err
	}
	if tree.N == 0 {
		return fmt.Sprintf("%s 0", verifier.Name()), nil
	}
	records, err := readRecords(dir, tree.N)
	if err != nil {
		return "", err
	}
	stored, err := storedHashes(records)
	if err != nil {
		return "", err
	}
	root, err := tlog.TreeHash(tree.N, stored)
	if err != nil {
		return "", err
	}
	if root != tree.Hash {
		return "", errors.New("the entries do not give the signed root")
	}
	tiles, err := readTiles(dir, tree.N, stored)
	if err != nil {
		return "", err
	}
	if err := checkRecords(tree, tiles, records); err != nil {
		return "", err
	}
	if err := checkGrowth(tree, tiles, stored); err != nil {
		return "", err
	}
	for _, file := range older {
		if err := checkOlder(file, verifier, tree, tiles); err != nil {
			return "", err
		}
	}
	return fmt.Sprintf("%s %d", verifier.Name(), tree.N), nil
}

func readVerifier(file string) (note.Verifier, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return note.NewVerifier(strings.TrimSpace(string(text)))
}

func readTree(file string, verifier note.Verifier) (tlog.Tree, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return tlog.Tree{}, err
	}
	return openTree(text, verifier)
}

// openTree verifies a checkpoint and says the tree that it signs. tlog.ParseTree knows only its own first line.
func openTree(text []byte, verifier note.Verifier) (tlog.Tree, error) {
	opened, err := note.Open(text, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		return tlog.Tree{}, errors.New("the checkpoint is not of the log whose key this is")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 || strconv.FormatInt(size, 10) != lines[1] {
		return tlog.Tree{}, fmt.Errorf("the checkpoint's size is %q", lines[1])
	}
	hash, err := tlog.ParseHash(lines[2])
	if err != nil {
		return tlog.Tree{}, err
	}
	return tlog.Tree{N: size, Hash: hash}, nil
}

// readRecords gives the hash of every entry, in order.
func readRecords(dir string, size int64) ([]tlog.Hash, error) {
	records := make([]tlog.Hash, 0, size)
	for n := int64(0); n*tileWidth < size; n++ {
		tile := widest(tlog.Tile{H: tileHeight, L: 0, N: n}, size)
		path := strings.Replace(pathOf(tile), "tile/0/", "tile/entries/", 1)
		bundle, err := os.ReadFile(filepath.Join(dir, path))
		if err != nil {
			return nil, err
		}
		count := 0
		for len(bundle) > 0 {
			if len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)) {
				return nil, fmt.Errorf("%s is cut", path)
			}
			length := 2 + int(binary.BigEndian.Uint16(bundle))
			records = append(records, tlog.RecordHash(bundle[2:length]))
			bundle = bundle[length:]
			count++
		}
		if count != tile.W {
			return nil, fmt.Errorf("%s holds %d entries", path, count)
		}
	}
	return records, nil
}

// memory is every hash of the tree, at its place in tlog's own order.
type memory []tlog.Hash

func (m memory) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index >= int64(len(m)) {
			return nil, fmt.Errorf("no hash %d", index)
		}
		hashes[i] = m[index]
	}
	return hashes, nil
}

func storedHashes(records []tlog.Hash) (memory, error) {
	var stored memory
	for n, record := range records {
		hashes, err := tlog.StoredHashesForRecordHash(int64(n), record, stored)
		if err != nil {
			return nil, err
		}
		stored = append(stored, hashes...)
	}
	return stored, nil
}

// tileFiles reads hashes out of the log's tiles, and out of nothing else. It believes them: what is read
// here proves itself against the signed root in tlog.CheckRecord and tlog.CheckTree. (tlog.TileHashReader
// of 0.7.0 would leave some tiles unauthenticated where one tile holds several of the root's subtrees.)
type tileFiles struct {
	size  int64
	data  map[tlog.Tile][]byte
	known map[int64]tlog.Hash
}

func (t *tileFiles) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		hash, ok := t.known[index]
		if !ok {
			tile := widest(tlog.TileForIndex(tileHeight, index), t.size)
			var err error
			if hash, err = tlog.HashFromTile(tile, t.data[tile], index); err != nil {
				return nil, err
			}
			t.known[index] = hash
		}
		hashes[i] = hash
	}
	return hashes, nil
}

// readTiles reads every tile of a log of this size, and holds each against the entries byte for byte.
func readTiles(dir string, size int64, stored memory) (*tileFiles, error) {
	tiles := &tileFiles{size: size, data: map[tlog.Tile][]byte{}, known: map[int64]tlog.Hash{}}
	for level := 0; size>>(tileHeight*level) > 0; level++ {
		for n := int64(0); n*tileWidth < size>>(tileHeight*level); n++ {
			tile := widest(tlog.Tile{H: tileHeight, L: level, N: n}, size)
			data, err := os.ReadFile(filepath.Join(dir, pathOf(tile)))
			if err != nil {
				return nil, err
			}
			want, err := tlog.ReadTileData(tile, stored)
			if err != nil {
				return nil, err
			}
			if !bytes.Equal(data, want) {
				return nil, fmt.Errorf("%s is not what the entries give", pathOf(tile))
			}
			tiles.data[tile] = data
		}
	}
	return tiles, nil
}

// widest is the tile as a log of this size has it.
func widest(tile tlog.Tile, size int64) tlog.Tile {
	tile.W = tileWidth
	if left := size>>(tileHeight*tile.L) - tile.N*tileWidth; left < tileWidth {
		tile.W = int(left)
	}
	return tile
}

// pathOf is the path of C2SP tlog-tiles, which leaves out the height that tlog's own has.
func pathOf(tile tlog.Tile) string {
	return strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", tileHeight), "tile/", 1)
}

func checkRecords(tree tlog.Tree, tiles tlog.HashReader, records []tlog.Hash) error {
	for n, record := range records {
		proof, err := tlog.ProveRecord(tree.N, int64(n), tiles)
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, int64(n), record); err != nil {
			return fmt.Errorf("entry %d: %w", n, err)
		}
	}
	return nil
}

// checkGrowth proves that the log grew from each of several earlier sizes, around every power of two.
func checkGrowth(tree tlog.Tree, tiles tlog.HashReader, stored memory) error {
	sizes := []int64{tree.N / 3, tree.N / 2, tree.N - 1, tree.N}
	for power := int64(1); power <= tree.N; power *= 2 {
		sizes = append(sizes, power-1, power, power+1)
	}
	for _, size := range sizes {
		if size < 1 || size > tree.N {
			continue
		}
		root, err := tlog.TreeHash(size, stored)
		if err != nil {
			return err
		}
		if err := checkTree(tree, tiles, tlog.Tree{N: size, Hash: root}); err != nil {
			return err
		}
	}
	return nil
}

func checkTree(tree tlog.Tree, tiles tlog.HashReader, older tlog.Tree) error {
	proof, err := tlog.ProveTree(tree.N, older.N, tiles)
	if err != nil {
		return err
	}
	if err := tlog.CheckTree(proof, tree.N, tree.Hash, older.N, older.Hash); err != nil {
		return fmt.Errorf("growth from %d: %w", older.N, err)
	}
	return nil
}

func checkOlder(file string, verifier note.Verifier, tree tlog.Tree, tiles tlog.HashReader) error {
	older, err := readTree(file, verifier)
	if err != nil {
		return err
	}
	if older.N == 0 {
		return nil
	}
	return checkTree(tree, tiles, older)
}

func verifyProof(file, entry, vkey string) (string, error) {
	verifier, err := readVerifier(vkey)
	if err != nil {
		return "", err
	}
	record, err := os.ReadFile(entry)
	if err != nil {
		return "", err
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	end := bytes.Index(text, []byte("\n\n"))
	if end < 0 {
		return "", errors.New("the proof has no empty line")
	}
	index, proof, err := parseProof(strings.Split(string(text[:end]), "\n"))
	if err != nil {
		return "", err
	}
	tree, err := openTree(text[end+2:], verifier)
	if err != nil {
		return "", err
	}
	if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(record)); err != nil {
		return "", err
	}
	return fmt.Sprintf("%s %d entry %d", verifier.Name(), tree.N, index), nil
}

func parseProof(lines []string) (int64, tlog.RecordProof, error) {
	if lines[0] != "c2sp.org/tlog-proof@v1" {
		return 0, nil, errors.New("this is no tlog-proof")
	}
	lines = lines[1:]
	if len(lines) > 0 && strings.HasPrefix(lines[0], "extra ") {
		lines = lines[1:]
	}
	if len(lines) == 0 || !strings.HasPrefix(lines[0], "index ") {
		return 0, nil, errors.New("the proof has no index")
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[0], "index "), 10, 64)
	if err != nil {
		return 0, nil, err
	}
	proof := tlog.RecordProof{}
	for _, line := range lines[1:] {
		bytes, err := base64.StdEncoding.Strict().DecodeString(line)
		if err != nil || len(bytes) != tlog.HashSize {
			return 0, nil, fmt.Errorf("%q is no hash", line)
		}
		var hash tlog.Hash
		copy(hash[:], bytes)
		proof = append(proof, hash)
	}
	return index, proof, nil
}
