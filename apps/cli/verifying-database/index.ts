export { type Finding, type Report, sentenceOf } from './finding.ts';
export { type LogDirectory, logDirectory } from './log-directory.ts';
export { digestOf, type Memory, newMemory, once } from './memory.ts';
export { type Column, readColumns, rowsOf, type TextRow } from './rows.ts';
export { openScratch, type Scratch, useScratch } from './scratch.ts';
export { TABLES, type Table, tableOf } from './tables.ts';
export { type Verified, type VerifyDatabase, verifyDatabase } from './verify-database.ts';
export { verifyLog } from './verify-log.ts';
