/** Words of languages inside texts that start programs, or tell what runs them to trust others: what is given such a text runs it. */
export const SMALL_LANGUAGE =
  /__import__\s*\(\s*["'](?:os|posix|subprocess|pty)["']\s*\)\s*\.|@pd\.[\w.]*\bos\.(?:system|popen)|\\write18\b|\bcustom_extension_repository\b|\ballow_unsigned_extensions\b|\bFROM\s+PROGRAM\b|\bTO\s+PROGRAM\b|\bxp_cmdshell\b/u;
