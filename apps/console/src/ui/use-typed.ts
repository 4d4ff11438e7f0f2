import { useEffect, useRef, useState } from 'react';

/** The time between two keys of somebody who is still typing. */
const TYPING_MS = 250;

/** A text field whose value goes to the address once the typing rests, and follows the address when that changes. */
export function useTyped(
  value: string,
  onRest: (text: string) => void,
): readonly [text: string, setText: (text: string) => void] {
  const [text, setText] = useState(value);
  const rest = useRef(onRest);
  const sent = useRef(value);
  useEffect(() => {
    rest.current = onRest;
  });
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setText(value);
  }, [value]);
  useEffect(() => {
    if (text === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text;
      rest.current(text);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return [text, setText];
}
