/** The first of them in other languages. */
const ELSEWHERE =
  /(?:忽略|无视|無視|忘记|绕过)[^。，,.\n]{0,12}(?:规则|規則|指令|指示|提示|限制|安全)|(?:指示|ルール|規則|制約)[^。\n]{0,6}を?(?:無視|忘れ)|이전[^.\n]{0,12}(?:지시|규칙)[^.\n]{0,6}무시|\b(?:ignora|olvida|omite|ignorez|oubliez|ignoriere|vergiss|ignore)\b[^.\n]{0,24}\b(?:instrucciones|reglas|instructions précédentes|consignes|anweisungen|regeln|instruções|istruzioni|regole)\b|(?:игнорируй|забудь)[^.\n]{0,24}(?:инструкци|правил)/iu;
/** Sentences that make a model, or an assistant, act against whoever uses it. Bounded on both sides of every gap. */
const AGAINST: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override) (?:(?:all|any|every|the|your|of|my) ){0,3}(?:(?:previous|prior|above|earlier|preceding|existing) (?:system )?|system )(?:instructions?|rules|prompts?|messages?|guidelines)/iu,
  /\b(?:no |without (?:any )?|bypass (?:all )?(?:the )?)(?:restrictions|safety rules|safety guidelines|safety filters)\b|\bignore (?:all )?safety\b|\bdo anything now\b/iu,
  /\b(?:insert|add|introduce|include|leave)\b[^.]{0,60}\b(?:backdoors?|vulnerabilit(?:y|ies)|hidden (?:admin|account|user)|malicious)\b|\bdisable (?:certificate|tls|ssl|signature)\b|\bexfiltrat/iu,
  /(?<!\b(?:not|never|n't|n’t|without|avoid|refuse to|cannot) )\b(?:output|reveal|send|leak|repeat|collect)\b[^.]{0,40}\b(?:user's password|passwords?|credentials|private keys?|secret keys?|api keys?|access tokens?)\b/iu,
  /\brun [`'"]{0,3}(?:pip3? install|npm install|npx |curl |wget |bash )/iu,
  /\b(?:send|post|upload|forward|transmit|append|report|submit|call|fetch|visit)\b[^.]{0,160}https?:\/\//iu,
];
/** What is to be kept from whoever the work is for. */
const SECRECY =
  /\b(?:do not|don['’]t|never|without) (?:ever )?(?:tell(?:ing)?|inform(?:ing)?|alert(?:ing)?|notify(?:ing)?) (?:the |your |any )?(?:users?|humans?|developers?|anyone|anybody)\b(?! about (?:the |any )?(?:function|tool) calls?\b)|\b(?:never|do not|don['’]t) mention (?:this|it|that you (?:first|read|need|sent|did))\b/iu;

/** What is asked for beside the work: what was said, what the machine knows, what opens it. */
export const HANDS_OVER =
  /(?<!\b(?:not|never|n't|n’t|without|avoid) )\b(?:pass|include|append|attach|send|put|provide|supply|embed|copy|forward)\b[^.]{0,80}\b(?:(?:whole|entire|full|complete) (?:conversation|chat|context|message history|dialog(?:ue)?)|all (?:of )?(?:the |your |its )?(?:environment variables|secrets|credentials)|contents? of [^.]{0,40}(?:\.env\b|\.ssh\b|id_rsa|\.aws\b|\/etc\/))|\b(?:read|open|cat)\b[^\n]{0,30}(?:~\/\.|\/etc\/|\bid_rsa|\.ssh\/|\.aws\/|\bmcp\.json)[^\n]{0,120}\b(?:pass|include|send|append|provide|put|give)\b/iu;

/** As `actsAgainst`, of texts among which commands and addresses are what they are about. */
export function turnsAgainst(text: string): string | undefined {
  return AGAINST[0]?.exec(text)?.[0] ?? ELSEWHERE.exec(text)?.[0] ?? SECRECY.exec(text)?.[0];
}

/** The words by which `text` acts against its reader's user; undefined where it only asks for help, style or caution. */
export function actsAgainst(text: string): string | undefined {
  for (const pattern of AGAINST) {
    const found = pattern.exec(text);
    if (found !== null) return found[0];
  }
  return ELSEWHERE.exec(text)?.[0] ?? SECRECY.exec(text)?.[0] ?? HANDS_OVER.exec(text)?.[0];
}

/** Characters that a reader does not see, where they stand in words: tags, zero widths, turned directions. */
export function hiddenCharacters(text: string): number | undefined {
  // A flag of a part of a country is written by tags; scripts that join letters are written by joiners.
  const found =
    /(?<![\u{1F3F4}\u{E0000}-\u{E007F}])[\u{E0001}\u{E0020}-\u{E007F}]|[\u202A-\u202E\u2066-\u2069]|[\u200B\u2060]{2}|(?<=[A-Za-z.])[\u200B\u2060](?=[A-Za-z])/u.exec(
      text,
    );
  return found?.index;
}
