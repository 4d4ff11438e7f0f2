import type { CompiledMessage } from '@lingui/message-utils/compileMessage';

/** Other languages say the same in so much more (French, Kirundi); screens are looked at as if they did. */
const LONGER_BY = 0.4;
const LETTERS = /\p{L}{2,}/u;

/** A message with every text in it two fifths longer; what is put in stays as it is. */
export function longer(message: CompiledMessage): CompiledMessage {
  return message.map((token) => {
    if (typeof token === 'string') return longerText(token);
    const [name, format, choices] = token;
    if (typeof choices !== 'object' || choices === null) return token;
    const said = Object.entries(choices).map(([choice, inner]) => [
      choice,
      Array.isArray(inner) ? longer(inner as CompiledMessage) : inner,
    ]);
    return [name, format, Object.fromEntries(said)];
  }) as CompiledMessage;
}

/** Grows by its own letters, so that words break where words do. */
function longerText(text: string): string {
  const words = text.trim();
  if (!LETTERS.test(words)) return text;
  const more = Math.ceil(words.length * LONGER_BY);
  const tail = words
    .repeat(2)
    .slice(0, Math.max(0, more - 1))
    .trim();
  const end = text.slice(text.trimEnd().length);
  return `${text.trimEnd()} ${tail}${end}`;
}
