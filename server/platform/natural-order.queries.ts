import { type RawBuilder, sql } from 'kysely'

/**
 * A text as people order it, and as the console's tree does: whatever the letter case and the accents, and by numbers, so
 * that Store 2 comes before Store 10. Every number is filled up with zeros to twelve digits.
 */
export function naturalOrder(text: RawBuilder<string>): RawBuilder<string> {
  const filled = sql`regexp_replace(fold_name(${text}), '[0-9]+', '00000000000\\&', 'g')`
  return sql<string>`(regexp_replace(${filled}, '0*([0-9]{12})', '\\1', 'g') collate "C")`
}
