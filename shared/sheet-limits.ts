/** Millions of bytes that a file of an import may have: whatever its cells come to, the console sends them in fewer. */
export const mostFileMegabytes = 12

/** Millions of bytes that the cells of its columns may have together. */
export const mostTextMegabytes = 5
