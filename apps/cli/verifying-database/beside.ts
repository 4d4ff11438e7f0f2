// What stands beside the facts and can be forgotten: a value with its salt, against the hash that its fact holds.
import { createHash } from 'node:crypto';
import { type Plate, plateKey } from '@lakiri/parties';
import { sha256Of } from '@lakiri/parties/store';
import { sha256Hex } from '@lakiri/platform/sha256';
import type { Report } from './finding.ts';
import type { TextRow } from './rows.ts';
import type { Table } from './tables.ts';

type Check = (is: TextRow, shouldBe: TextRow) => void;

/** What to hold of two rows of these tables beyond equal columns. In `shouldBe` the hash is the value. */
export function besideOf({ name }: Table, report: Report): Check | undefined {
  if (name === 'fact.personal') return (is, shouldBe) => saltedValue(name, report, is, shouldBe);
  if (name === 'parties.personal')
    return (is, shouldBe) => {
      saltedValue(name, report, is, shouldBe);
      comparedKey(name, report, is);
    };
  if (name === 'parties.credential') return (is, shouldBe) => password(name, report, is, shouldBe);
  if (name === 'commands.password' || name === 'notices.carrier')
    return (is) => sealedBytes(name, report, is);
  if (name === 'notices.channel')
    return (is) => (is['state'] === 'removed' ? undefined : sealedBytes(name, report, is));
  if (name === 'evidence.export') return (is, shouldBe) => checkpointOf(name, report, is, shouldBe);
  if (name === 'response.photo') return (is) => photoBytes(name, report, is);
  if (name === 'trust.seal_key') return (is) => keyMaterial(name, report, is);
  return undefined;
}

/** The hash in the row is compared with its fact as every column; the bytes here with that hash. */
function sealedBytes(table: string, report: Report, is: TextRow): void {
  const bytes = Buffer.from((is['sealed'] ?? '').slice(2), 'hex');
  const hash = sha256Hex(bytes);
  const shouldBe = is['sealed_sha256'] ?? null;
  const key = { id: is['id'] ?? null };
  if (hash !== shouldBe) report({ table, key, column: 'sealed', is: hash, shouldBe });
}

function checkpointOf(table: string, report: Report, is: TextRow, shouldBe: TextRow): void {
  const hash = sha256Hex(is['checkpoint'] ?? '');
  if (hash === shouldBe['checkpoint']) return;
  const column = 'checkpoint';
  const key = { id: is['id'] ?? null };
  report({ table, key, column, is: hash, shouldBe: shouldBe['checkpoint'] ?? null });
}

/** The hash is the key, which is compared with the facts that name it. */
function photoBytes(table: string, report: Report, row: TextRow): void {
  const bytes = Buffer.from((row['bytes'] ?? '').slice(2), 'hex');
  const is = createHash('sha256').update(bytes).digest('hex');
  const { sha256: shouldBe = null } = row;
  if (is !== shouldBe) report({ table, key: { sha256: shouldBe }, column: 'bytes', is, shouldBe });
}

/** The hash beside it is compared with the fact's; here the key itself with the hash. */
function keyMaterial(table: string, report: Report, row: TextRow): void {
  const material = Buffer.from((row['material'] ?? '').slice(2), 'hex');
  const is = sha256Hex(material);
  const shouldBe = row['material_sha256'] ?? null;
  const key = { id: row['id'] ?? null };
  if (is !== shouldBe) report({ table, key, column: 'material', is, shouldBe });
}

/** What was to be forgotten by then may be gone. */
export function mayBeForgotten(
  { is }: Table,
  now: number,
): ((row: TextRow) => boolean) | undefined {
  if (is !== 'beside') return undefined;
  return ({ forget_after: until }) => {
    if (until === undefined || until === null || until === 'infinity') return false;
    return Date.parse(until.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')) <= now;
  };
}

function saltedValue(table: string, report: Report, is: TextRow, shouldBe: TextRow): void {
  const { subject = null, field = null, salt, value } = is;
  const bytes = Buffer.from((salt ?? '').slice(2), 'hex');
  const hash = createHash('sha256')
    .update(bytes)
    .update(value ?? '', 'utf8')
    .digest('hex');
  if (hash === shouldBe['value']) return;
  const say = 'value and salt do not give the hash in its fact';
  const key = { subject, field };
  report({ table, key, column: 'value', is: hash, shouldBe: shouldBe['value'] ?? null, say });
}

/** By which a plate is found however it is written; every other value has one spelling. */
function comparedKey(table: string, report: Report, row: TextRow): void {
  const { subject = null, field = null, value, value_key: key = null } = row;
  const shouldBe = field === 'plate' ? plateKey((value ?? '') as Plate) : (value ?? null);
  if (key !== shouldBe)
    report({ table, key: { subject, field }, column: 'value_key', is: key, shouldBe });
}

function password(table: string, report: Report, is: TextRow, shouldBe: TextRow): void {
  const hash = `$scrypt$${sha256Of(is['password'] ?? '')}`;
  if (hash === shouldBe['password']) return;
  const say = 'not the password hash whose SHA-256 is in the fact: swapped';
  const key = { person: is['person'] ?? null };
  report({ table, key, column: 'password', is: null, shouldBe: null, say });
}
