import type { RedactionRule } from './redaction-rule.ts';

/** Issuers' first digits and lengths (ISO/IEC 7812): other long numbers are ids, times, amounts. */
const ISSUERS: readonly RegExp[] = [
  /^4(?:\d{12}|\d{15}|\d{18})$/, // Visa
  /^(?:5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12})$/, // Mastercard
  /^3[47]\d{13}$/, // American Express
  /^(?:6011|65\d\d|64[4-9]\d)\d{12,15}$/, // Discover
  /^3(?:0[0-5]|[68]\d)\d{11}$/, // Diners Club
  /^35(?:2[89]|[3-8]\d)\d{12,15}$/, // JCB
  /^62\d{14,17}$/, // UnionPay
  /^(?:5018|5020|5038|5893|6304|6759|676[1-3])\d{8,15}$/, // Maestro
];

/** Payment card numbers, with spaces or dashes between digits or without, as an issuer gives them out. */
export const CARD_NUMBERS: RedactionRule = {
  name: 'card',
  pattern: /(?<![\d.])\d(?:[ -]?\d){11,18}(?![\d]|\.\d)/g,
  accepts: (found) => isCardNumber(found.replaceAll(/\D/g, '')),
};

/** True for digits that an issuer may have given out: known first digits, length, and a valid check digit (Luhn). */
export function isCardNumber(digits: string): boolean {
  return ISSUERS.some((issuer) => issuer.test(digits)) && hasCheckDigit(digits);
}

function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const weighted = index % 2 === 1 ? digit * 2 : digit;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}
