/** The fixed words of a paper in each of its languages. What people wrote is never translated. */
import type { ExportLanguage } from "../../shared/exports.ts";
import { catalan } from "./words/catalan.ts";
import { english } from "./words/english.ts";
import type { FixedWords } from "./words/fixedWords.ts";
import { french } from "./words/french.ts";
import { german } from "./words/german.ts";
import { spanish } from "./words/spanish.ts";

const tables: Readonly<Record<ExportLanguage, FixedWords>> = {
  en: english,
  es: spanish,
  ca: catalan,
  fr: french,
  de: german,
};

export function fixedWords(language: ExportLanguage): FixedWords {
  return tables[language];
}

/** The sentence with what belongs into its braces. */
export function fillIn(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** A day as that language writes it; times are told in UTC. */
export function dayIn(language: ExportLanguage, iso: string): string {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return iso;
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  }).format(time);
}
