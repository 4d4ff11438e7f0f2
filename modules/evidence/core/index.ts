export { leafHash, type Sha256, treeHash } from './merkle.ts';
