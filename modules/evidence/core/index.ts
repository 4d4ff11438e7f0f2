export { type Audit, auditLog, type Finding, type FindingCode } from './audit.ts';
export { base64Of, parseBase64 } from './base64.ts';
export { type BundleSummary, type BundleVerdict, verifyBundle, verifyBundleZip } from './bundle.ts';
export {
  BUNDLE_FINDINGS,
  BUNDLE_WARNINGS,
  type BundleFinding,
  type BundleFindingCode,
  type BundleWarning,
  type BundleWarningCode,
} from './bundle-findings.ts';
export { BUNDLE_FORMAT, type BundleFiles } from './bundle-format.ts';
export { type Checkpoint, formatCheckpoint, parseCheckpoint } from './checkpoint.ts';
export {
  type Cosigner,
  cosignatureTime,
  cosigner,
  newCosignerKey,
  newMldsaCosignerKey,
} from './cosignature.ts';
export { ed25519Signer, type KeyPair, newEd25519Key } from './ed25519.ts';
export { frameLeaf, type KeptBytes } from './frame-leaf.ts';
export {
  EMPTY_TAILS,
  type Growth,
  growTiles,
  hashAtOf,
  hashesRoot,
  rangeOfTails,
  type Tails,
  type Tile,
  tailsOf,
  tailsRoot,
  tilesOfConsistency,
  tilesOfInclusion,
} from './growth.ts';
export { type KeyId, parseVkey } from './key.ts';
export {
  appendLeaf,
  EMPTY_RANGE,
  emptyRoot,
  type HashAt,
  leafHash,
  nodeHash,
  type Range,
  rangeRoot,
  type Sha256,
  sameBytes,
  treeHash,
} from './merkle.ts';
export {
  type Consistency,
  consistencyProof,
  type Inclusion,
  inclusionProof,
  verifyConsistency,
  verifyInclusion,
} from './merkle-proof.ts';
export {
  addSignatures,
  type NoteRefusal,
  type OpenNote,
  openNote,
  type ParsedNote,
  parseNote,
  parseSignatureLine,
  type SignatureLine,
  type Signer,
  signNote,
  type Verifier,
} from './note.ts';
export {
  formatPolicy,
  type MalformedPolicy,
  openByPolicy,
  type Policy,
  type PolicyFault,
  type PolicyGroup,
  type PolicyLog,
  type PolicyOpened,
  type PolicyRefusal,
  type PolicyWitness,
  parsePolicy,
  policyVerifiers,
  quorumHolds,
  type WitnessVerifier,
  witnessesOf,
} from './policy.ts';
export {
  formatProof,
  type Proof,
  type ProofRefusal,
  type Proven,
  parseProof,
  type Verified,
  verifyProof,
} from './proof.ts';
export {
  ENTRY_BYTES_MAX,
  entriesPath,
  formatEntries,
  type LevelWidths,
  newBundles,
  newTiles,
  parseEntries,
  parseTilePath,
  TILE_WIDTH,
  type TileAddress,
  type TilePath,
  tileHashes,
  tilePath,
  tilesAt,
  widthAt,
  widthsAt,
} from './tile.ts';
export { parseTimestamp, type Timestamp } from './timestamp.ts';
export {
  type MalformedTrust,
  openTrusted,
  parseTrust,
  type Trust,
  type TrustedCheckpoint,
  type TrustRefusal,
} from './trust.ts';
export { parseUtf8, utf8Of } from './utf8.ts';
export {
  type CheckpointRefusal,
  type Cosigned,
  checkpointOfNote,
  type OpenCheckpoint,
  openCheckpoint,
  verifierOf,
} from './verifier.ts';
export {
  type AddCheckpoint,
  type AddCheckpointAnswer,
  type AskedWitness,
  decideAddCheckpoint,
  formatAddCheckpoint,
  type Latest,
  parseAddCheckpoint,
} from './witness.ts';
export { readZip, ZIP_BYTES_MAX } from './zip.ts';
