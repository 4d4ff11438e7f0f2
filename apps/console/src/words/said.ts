/** The languages that are complete. A new one does not compile until every table has it. */
export const languages = ['en', 'sw'] as const;
export type Language = (typeof languages)[number];

/** One thing said in every language, as an ICU message. */
export type Said = Readonly<Record<Language, string>>;

/** A table of what one part of the console says, by key. */
export type WordTable = Readonly<Record<string, Said>>;
