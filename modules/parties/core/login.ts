/** What a person types to say who they are; lower case, so that there is one way to write it. */
export type Login = string & { readonly brand: 'Login' };

const LOGIN = /^[a-z0-9][a-z0-9._@+-]{2,63}$/;

export function parseLogin(text: string): Login | undefined {
  const login = text.trim().toLowerCase();
  return LOGIN.test(login) ? (login as Login) : undefined;
}

/** NIST SP 800-63B and OWASP ASVS: length is what helps; 12 without further rules of composition. */
export const PASSWORD_CHARS_MIN = 12;
/** Long enough for any passphrase; hashing more would be work for an attacker to order. */
export const PASSWORD_CHARS_MAX = 128;

export type PasswordRefusal =
  | { readonly code: 'password-too-short'; readonly charsMin: number }
  | { readonly code: 'password-too-long'; readonly charsMax: number }
  /** It holds the login, or is one character over and over. */
  | { readonly code: 'password-too-plain' };

/** Why a password will not do; `undefined` when it will. The password itself is in no refusal. */
export function passwordRefusal(password: string, login: Login): PasswordRefusal | undefined {
  const { length } = [...password];
  if (length < PASSWORD_CHARS_MIN)
    return { code: 'password-too-short', charsMin: PASSWORD_CHARS_MIN };
  if (length > PASSWORD_CHARS_MAX)
    return { code: 'password-too-long', charsMax: PASSWORD_CHARS_MAX };
  if (password.toLowerCase().includes(login) || new Set(password).size === 1)
    return { code: 'password-too-plain' };
  return undefined;
}
