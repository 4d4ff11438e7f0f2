// What a country's courts ask of whoever hands in a computer's output. Law is data: each form is in force from a day,
// names what it rests on, and is never edited, only followed by another. The wording is ours.

export type CertificateForm = {
  /** ISO 3166-1; null: where no local form is kept. */
  readonly country: string | null;
  /** ISO date: used for what is exported on it or later. */
  readonly effectiveFrom: string;
  readonly fileName: string;
  readonly title: string;
  /** The law and its sections, as a reader looks them up. */
  readonly law: string;
  readonly opening: string;
  readonly headings: {
    readonly record: string;
    readonly manner: string;
    readonly devices: string;
    readonly conditions: string;
    readonly faults: string;
    readonly signature: string;
  };
  readonly manner: readonly string[];
  readonly conditions: readonly { readonly section: string; readonly statement: string }[];
  readonly closing: string;
};

const MANNER = [
  'Messages of the electronic seals were received over the network by the gateway of this node. Each that told a reading, an event or an answer was stored as it came, in one transaction with the reading decoded from it; a password in it is blanked here. Of messages that tell nothing new, like signs of life, a part was kept. Acts of officers were stored in one transaction with the record of who did them, when, and on whose authority.',
  'Each of these records was then given a place in an append-only log. The log is signed by the node at short intervals; each signed checkpoint fixes every record before it, so that a record that is changed, removed or added afterwards no longer agrees with the checkpoint.',
  'The bundle was copied from these stores by a program, without editing by a person. The file manifest.json lists each file with its SHA-256, proofs/ ties each record to the checkpoint, and VERIFY.md says how anybody can check this without the system that made it.',
];

const FORMS: readonly CertificateForm[] = [
  {
    country: 'KE',
    effectiveFrom: '2009-01-02',
    fileName: 'certificate-106B.pdf',
    title: 'Certificate as to electronic records',
    law: 'Evidence Act (Cap. 80, Laws of Kenya), sections 106B(4) and 78A; section 106B as inserted by the Kenya Communications (Amendment) Act, No. 1 of 2009',
    opening:
      'This certificate is given under section 106B(4) of the Evidence Act for the electronic records identified below. What is printed was filled in by the program that made the bundle, from its own records. The person who signs confirms it to the best of his or her knowledge, and adds or strikes out where it is not so. All times are Coordinated Universal Time (UTC).',
    headings: {
      record: 'A. The electronic record – section 106B(4)(a)',
      manner: 'B. How it was produced – section 106B(4)(a)',
      devices: 'C. Particulars of the devices – section 106B(4)(b)',
      conditions: 'D. The conditions – sections 106B(4)(c) and 106B(2)',
      faults: 'E. Faults and periods out of operation – section 106B(2)(c)',
      signature: 'F. Signature – section 106B(4)(d)',
    },
    manner: MANNER,
    conditions: [
      {
        section: '106B(2)(a)',
        statement:
          'The records were produced by the computer during a period over which it was regularly used to store and process information for the control of goods under customs seal, by a person having lawful control over its use.',
      },
      {
        section: '106B(2)(b)',
        statement:
          'During that period information of this kind, namely messages of electronic seals and acts of officers, was regularly fed into the computer in the ordinary course of those activities.',
      },
      {
        section: '106B(2)(c)',
        statement:
          'Throughout the material part of that period the computer was operating properly, except as listed under E. While it was out of operation nothing was received, and nothing acknowledged to a seal. What a seal kept and sent later is recorded with both times; what it did not keep is missing. So such a period delays or omits records, and does not alter them.',
      },
      {
        section: '106B(2)(d)',
        statement:
          'The records reproduce the information fed into the computer, or are derived from it by the decoding described in the program’s published source.',
      },
    ],
    closing:
      'I hold a responsible position in relation to the operation of the devices, or the management of the activities, described above. What is stated here is true to the best of my knowledge and belief.',
  },
  {
    country: null,
    effectiveFrom: '1970-01-01',
    fileName: 'certificate.pdf',
    title: 'Certificate of integrity of electronic records',
    law: 'No local form is configured for this country: this certificate follows no statute. Ask counsel which form the court wants.',
    opening:
      'This certificate describes the electronic records identified below. What is printed was filled in by the program that made the bundle, from its own records. The person who signs confirms it to the best of his or her knowledge, and adds or strikes out where it is not so. All times are Coordinated Universal Time (UTC).',
    headings: {
      record: 'A. The electronic record',
      manner: 'B. How it was produced',
      devices: 'C. The devices',
      conditions: 'D. Use of the computer',
      faults: 'E. Faults and periods out of operation',
      signature: 'F. Signature',
    },
    manner: MANNER,
    conditions: [
      {
        section: '1',
        statement:
          'The computer was regularly used for the control of goods under customs seal, and information of this kind was regularly fed into it.',
      },
      {
        section: '2',
        statement:
          'It was operating properly, except as listed under E. While it was out of operation nothing was received, and nothing acknowledged to a seal. What a seal kept and sent later is recorded with both times; what it did not keep is missing.',
      },
    ],
    closing: 'What is stated here is true to the best of my knowledge and belief.',
  },
];

/** The form in force for a country on a day (ISO date); the plain one where the country has none. */
export function formFor(country: string, on: string): CertificateForm {
  const inForce = FORMS.filter(({ effectiveFrom }) => effectiveFrom <= on).sort((a, b) =>
    a.effectiveFrom < b.effectiveFrom ? 1 : -1,
  );
  const found =
    inForce.find((form) => form.country === country) ??
    inForce.find((form) => form.country === null);
  if (found === undefined) throw new Error(`no form of certificate for ${on}`);
  return found;
}
