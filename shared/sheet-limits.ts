/** Megabytes that a file of an import may have, and its cells, as the console sends them once they were checked. */
export const mostSheetMegabytes = 5

export const mostSheetBytes = mostSheetMegabytes * 1024 * 1024
