import type { AckToken, Malformed, Message, Profile } from '@lakiri/kit';
import { readBatch } from './batch.ts';
import { textAt } from './bytes.ts';
import { type Envelope, readEnvelope } from './envelope.ts';
import { readFixedBatch } from './fixed-batch.ts';
import { type MeitrackProfile, ours } from './profile.ts';
import { isTextReport, readTextReport } from './text-report.ts';

/** Words whose content is the bytes of a picture. */
const PICTURES = ['D00'];

/** Reads one frame, or any bytes whatever; never throws. */
export function decode(frame: Uint8Array, profile?: Profile): Message {
  const model = ours(profile);
  const envelope = readEnvelope(frame, model.lenient);
  if ('code' in envelope) return malformed(envelope);
  if (envelope.from === 'server') return unknown(null, textAt(frame, 0, frame.length));
  const { word, imei } = envelope;
  switch (word) {
    case 'AAA':
      return textReport(frame, envelope, model);
    case 'CCC':
    case 'CCE':
    case 'CFF':
      return batch(frame, envelope, model);
    case 'AAC':
      return { kind: 'login', wireId: imei, secrets: [], ack: ackOf(envelope, '1') };
    default:
      if (PICTURES.includes(word)) return unknown(imei, `${word}: a part of a picture, not read`);
      return isTextReport(frame, envelope)
        ? textReport(frame, envelope, model)
        : reply(frame, envelope);
  }
}

function malformed({ code, offset }: Malformed): Message {
  return { kind: 'malformed', wireId: null, secrets: [], ack: null, malformed: { code, offset } };
}

function unknown(wireId: string | null, text: string): Message {
  return { kind: 'unknown', wireId, secrets: [], ack: null, text };
}

function ackOf({ flag, imei, word }: Envelope, value: string): AckToken {
  return { flag, imei, word, value };
}

function textReport(frame: Uint8Array, envelope: Envelope, model: MeitrackProfile): Message {
  const report = readTextReport(frame, envelope, model);
  if ('code' in report) return malformed(report);
  return { kind: 'reports', wireId: envelope.imei, secrets: [], ack: null, reports: [report] };
}

function batch(frame: Uint8Array, envelope: Envelope, model: MeitrackProfile): Message {
  const { word, imei, contentAt: from, starAt: to } = envelope;
  const read =
    word === 'CCC'
      ? readFixedBatch(frame, { from, to }, model)
      : readBatch(frame, { word, from, to }, model);
  if ('code' in read) {
    // No table of CFF is public: it is read as a CCE where it holds together as one, and else is not known.
    if (word === 'CFF') return unknown(imei, 'CFF: not laid out as CCE, not read');
    return malformed(read);
  }
  const ack = model.answered.includes(word) ? ackOf(envelope, String(read.reports.length)) : null;
  return { kind: 'reports', wireId: imei, secrets: [], ack, reports: read.reports };
}

/** What a device answers: `A15,OK` and the like, its values numbered from 1. */
function reply(frame: Uint8Array, { word, imei, contentAt, starAt }: Envelope): Message {
  const text = textAt(frame, contentAt, starAt);
  const values = text === '' ? [] : text.split(',');
  return {
    kind: 'reply',
    wireId: imei,
    secrets: [],
    ack: null,
    command: word,
    params: Object.fromEntries(values.map((value, at) => [String(at + 1), value])),
  };
}
