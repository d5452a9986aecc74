/** Who runs inside, by number, with every driver; and who a gate that is root becomes for it on the host: `nobody` of every distribution. */
export const NOBODY = 65_534;
