import type { Profile, ProfileFault } from '@lakiri/kit';
import { COMMANDS } from './commands.ts';

/** Which assumed commands were tried on a seal of the model, and did what they say: a model's data, and nobody's code. */
export type Proven = Profile & {
  readonly dialect: 'jointech';
  readonly provenCommands: readonly string[];
};

/** Reads `{"provenCommands":["add-cards"]}`. Total: what is no such data comes back with the path of what is wrong. */
export function provenOf(data: unknown): Proven | ProfileFault {
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    return { code: 'bad-profile', path: '' };
  const { provenCommands = [], ...others } = data as { readonly provenCommands?: unknown };
  const [other] = Object.keys(others);
  if (other !== undefined) return { code: 'bad-profile', path: other };
  if (!Array.isArray(provenCommands)) return { code: 'bad-profile', path: 'provenCommands' };
  const wrong = provenCommands.findIndex((name) => !isAssumedName(name));
  if (wrong !== -1) return { code: 'bad-profile', path: `provenCommands.${wrong}` };
  return { dialect: 'jointech', provenCommands };
}

/** What a profile that {@link provenOf} made names; nothing for any other. */
export function provenIn(profile: Profile | undefined): readonly string[] {
  const { dialect } = profile ?? {};
  return dialect === 'jointech' ? (profile as Proven).provenCommands : [];
}

/** What the manual itself tells needs no proof: a name of that kind is a mistake. */
function isAssumedName(name: unknown): boolean {
  return (
    typeof name === 'string' &&
    Object.hasOwn(COMMANDS, name) &&
    'assumed' in COMMANDS[name as keyof typeof COMMANDS]
  );
}
