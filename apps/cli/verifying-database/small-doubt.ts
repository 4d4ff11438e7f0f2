// Of the small history: a clone of an armed seal speaks from another town, both are set apart, an officer looks and
// takes the seal's word again. And a seal's two keys, one of them revoked.

type Office = { post(path: string, body: object): Promise<{ readonly id: string }> };
type Device = { ask(bytes: Uint8Array, answer: string): Promise<void>; end(): void };
type Said = { readonly serial: number; readonly lat?: number; readonly lon?: number };

export type SmallDoubt = {
  readonly office: Office;
  readonly sealId: string;
  readonly device: Device;
  /** Another socket of the same gateway. */
  connect(): Promise<Device>;
  /** What the seal says at this second of the history. */
  report(
    second: number,
    said: Said & { readonly bits?: { readonly ropeCut: boolean } },
  ): Uint8Array;
  /** What an officer does with the case of the quarantine. */
  dealWith(): Promise<void>;
};

const NAIROBI = { lat: -1.29, lon: 36.82 };
/** Any 32 bytes do: nothing is signed with them here. */
const KEY_HEX = 'b1'.repeat(32);

/** Takes six seconds of the history from this one on, and the serials 11 to 14. */
export async function makeDoubt(parts: SmallDoubt, from: number): Promise<void> {
  const { office, sealId, device, report } = parts;
  for (const keyId of ['k1', 'k2'])
    await office.post(`/trust/seals/${sealId}/keys`, {
      ...{ keyId, kind: 'signature', keyHex: KEY_HEX },
    });
  await office.post(`/trust/seals/${sealId}/keys/k1/revoke`, {});
  const clone = await parts.connect();
  await clone.ask(report(from, { serial: 11, ...NAIROBI }), '(P69,0,11)');
  await device.ask(report(from + 2, { serial: 12 }), '(P69,0,12)');
  const cut = { serial: 13, ...NAIROBI, bits: { ropeCut: true } };
  await clone.ask(report(from + 4, cut), '(P69,0,13)');
  clone.end();
  await parts.dealWith();
  await office.post(`/trust/doubts/${sealId}/lift`, { reason: 'the seal on the truck is ours' });
  await device.ask(report(from + 6, { serial: 14 }), '(P69,0,14)');
}
