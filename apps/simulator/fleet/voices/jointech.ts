import { ACK_START, readAcks } from '../ack-reader.ts';
import { deviceIdBytes, FRAME_BYTES, type Press } from '../frame-press.ts';
import type { FleetSpeech } from '../voice.ts';

/** JT701D: the long form, 11 live and 13 stored, each answered with its serial. */
export function jointechSpeech(press: Press): FleetSpeech {
  return {
    reportsPerFrameMax: 1,
    frameBytesMax: FRAME_BYTES,
    voiceOf: ({ wireId, track }) => {
      const deviceId = deviceIdBytes(wireId);
      return {
        login: undefined,
        put: (target, at, { k, stored, cut }) => {
          press.press(target, at, { deviceId, track, k, stored, cut });
          return at + FRAME_BYTES;
        },
        listen: () => {
          let state = ACK_START;
          return (bytes, from, { to, heard }) => {
            state = readAcks(state, bytes.subarray(from), { size: to - from, ...heard });
            return to;
          };
        },
      };
    },
  };
}
