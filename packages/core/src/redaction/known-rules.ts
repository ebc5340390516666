import type { RedactionRule } from './redaction-rule.ts';

/** Forms of keys and tokens that tell by themselves what they are. */
const TOKENS: readonly string[] = [
  String.raw`sk-[A-Za-z0-9_-]{16,512}`, // OpenAI, Anthropic, OpenRouter and others
  String.raw`(?:AKIA|ASIA|AIDA|AROA)[A-Z0-9]{16}`, // AWS
  String.raw`gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_[A-Za-z0-9_]{30,255}`,
  String.raw`gl(?:pat|ptt|dt|rt)-[A-Za-z0-9_-]{16,255}`, // GitLab
  String.raw`xox[abeprs]-[A-Za-z0-9-]{10,255}|xapp-[A-Za-z0-9-]{10,255}`, // Slack
  String.raw`[rsp]k_(?:live|test)_[A-Za-z0-9]{10,255}|whsec_[A-Za-z0-9]{16,255}`, // Stripe
  String.raw`AIza[A-Za-z0-9_-]{35}|ya29\.[A-Za-z0-9_-]{20,1024}`, // Google
  String.raw`npm_[A-Za-z0-9]{30,64}|pypi-[A-Za-z0-9_-]{16,512}`,
  String.raw`hf_[A-Za-z0-9]{20,64}|r8_[A-Za-z0-9]{20,64}|gsk_[A-Za-z0-9]{20,128}`, // Hugging Face, Replicate, Groq
  String.raw`SG\.[A-Za-z0-9_-]{16,64}\.[A-Za-z0-9_-]{16,128}`, // SendGrid
  String.raw`eyJ[A-Za-z0-9_-]{5,4096}\.eyJ[A-Za-z0-9_-]{5,16384}\.[A-Za-z0-9_-]{0,4096}`, // JSON web tokens
];

/** Names of properties, headers and variables whose values are secret. */
const SECRET_NAMES =
  String.raw`(?:x[_-]?)?api[_-]?key|(?:access|refresh|id|auth|session|bearer)[_-]?token|(?:client|app)[_-]?secret|secret(?:[_-]?(?:access)?[_-]?key)?` +
  String.raw`|aws[_-]?secret[_-]?access[_-]?key|pass(?:word|wd|phrase)|pwd|private[_-]?key|(?:proxy-)?authorization|(?:set-)?cookie|credentials?`;

/** True for the name of a property whose value is secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

const SECRET_NAME = new RegExp(`^(?:${SECRET_NAMES})$`, 'i');

/** Keys, tokens, passwords, private keys. */
export const SECRETS: readonly RedactionRule[] = [
  {
    name: 'secret',
    pattern:
      /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(?:[\s\S]{1,20000}?-----END [A-Z ]{0,30}PRIVATE KEY-----|[A-Za-z0-9+/=\s\\]{1,20000})/g,
  },
  { name: 'secret', pattern: new RegExp(String.raw`(?<![A-Za-z])(?:${TOKENS.join('|')})`, 'g') },
  { name: 'secret', pattern: /(?<=\b(?:Bearer|Basic) )[A-Za-z0-9._~+/-]{12,8192}={0,2}/gi },
  // The password in the address of a server.
  { name: 'secret', pattern: /(?<=\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"']{0,128}:)[^\s/@"']{1,256}(?=@)/gi },
  // `"password": "…"` in JSON inside a text, escaped or not.
  {
    name: 'secret',
    pattern: new RegExp(
      String.raw`(?<=\\{0,3}["'](?:${SECRET_NAMES})\\{0,3}["']\s{0,3}:\s{0,3}\\{0,3}["'])[^"'\\]{1,4096}`,
      'gi',
    ),
  },
  // `PASSWORD=…` in settings and addresses.
  {
    name: 'secret',
    pattern: new RegExp(String.raw`(?<=(?:\b|_)(?:${SECRET_NAMES})=["']?)[^\s&"';,]{4,4096}`, 'gi'),
  },
];

/** E-mail addresses. */
export const EMAIL_ADDRESSES: RedactionRule = {
  name: 'email',
  pattern: /(?<![A-Za-z0-9._%+-])[\p{L}\p{N}._%+'-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,63}/gu,
};
