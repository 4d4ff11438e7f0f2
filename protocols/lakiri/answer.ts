import { type Control, readControl } from './control.ts';
import { contentOf } from './decode.ts';

/** What a seal hears. */
export type Answer =
  | Exclude<Control, { readonly kind: 'heartbeat' }>
  /** Still to be judged (`judgeCommand`). */
  | { readonly kind: 'command'; readonly frame: Uint8Array };

/** Reads a frame of the node as the seal does; `undefined` for what is none. */
export function decodeAnswer(frame: Uint8Array): Answer | undefined {
  const content = contentOf(frame);
  if ('code' in content) return undefined;
  const { bytes, base } = content;
  if (bytes[0] === 0xd2) return { kind: 'command', frame };
  const control = readControl(bytes, base);
  return 'code' in control || control.kind === 'heartbeat' ? undefined : control;
}
