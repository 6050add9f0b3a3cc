import { dictionary } from '@zxcvbn-ts/language-common';
import { passwordRule } from '#shared/api/session.ts';
import { bad, good, type Parsed } from '#shared/fields/field.ts';

/** Reads a password that someone signs in with: any text that could be one. No character of it is trimmed or changed. */
export function readPassword(input: unknown): Parsed<string> {
  if (typeof input !== 'string' || input === '') return bad('Password is required');
  if (!input.isWellFormed()) return bad('Password must be valid Unicode text');
  if (lengthOf(input) > passwordRule.max) return bad(`Password must be at most ${passwordRule.max} characters`);
  return good(input);
}

/** Reads a password that someone chooses. `about` are words that everyone knows of them: email, name, organization. */
export function readNewPassword(input: unknown, about: readonly string[]): Parsed<string> {
  const read = readPassword(input);
  if (!read.ok) return read;
  const password = read.value;
  if (lengthOf(password) < passwordRule.min) return bad(`Use at least ${passwordRule.min} characters`);
  if (isCommon(password)) return bad('This is one of the most common passwords, choose another');
  if (new Set(password).size === 1) return bad('Use more than one character');
  if (about.some((word) => isSame(word, password)))
    return bad('Choose one that is not your name, email or organization');
  return good(password);
}

/** The 49,000 passwords that are tried first. */
const commonPasswords = new Set(dictionary['passwords-common']);

/** ASVS 6.2.4, and beyond: `password` stays common with digits and signs behind it. */
function isCommon(password: string): boolean {
  const lower = password.toLowerCase();
  return commonPasswords.has(lower) || commonPasswords.has(lower.replace(/[^\p{L}]+$/u, ''));
}

function lengthOf(text: string): number {
  return [...text].length;
}

function isSame(word: string, password: string): boolean {
  return word.trim().toLowerCase() === password.trim().toLowerCase();
}
