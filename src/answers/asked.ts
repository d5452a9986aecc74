/*
 * What a request asks for, as far as the words of the answer are to be read by it: "no" answers a question for leave and declines
 * a task. Over the same text as refusal-patterns.ts, and as linear.
 */

/** What is known of a request by its words. Everything is false of a request that isn't known. */
export interface Asked {
  /** For a text, in which somebody may refuse something. */
  readonly text: boolean;
  /** For other words or another language, of a text that itself refuses. */
  readonly rewording: boolean;
  /** Words in which people refuse. */
  readonly refusals: boolean;
  /** What the model itself does and doesn't do. */
  readonly ofItself: boolean;
  readonly number: boolean;
  /** Something that yes or no answers. */
  readonly yesOrNo: boolean;
  /** What something is, was or is called. */
  readonly what: boolean;
  /** For a way. */
  readonly how: boolean;
  /** For a reason, of what the question takes for granted. */
  readonly why: boolean;
  /** For something whose honest answer warns. */
  readonly safety: boolean;
  /** Why people are to be despised or kept from what everybody may do. */
  readonly contempt: boolean;
  /** Of people or things in words that hurt people. */
  readonly hurtful: boolean;
  /** For leave to hurt somebody. */
  readonly leaveToHurt: boolean;
}

/** @param request in lower case with plain apostrophes */
export function readAsked(request: string): Asked {
  const trifle = TRIFLE.test(request) && !REAL_GOOD.test(request);
  return {
    text: ASKS_FOR_TEXT.test(request),
    refusals: ASKS_FOR_REFUSALS.test(request),
    rewording: ASKS_FOR_WORDING.test(request),
    ofItself: ASKS_OF_ITSELF.test(request),
    number: ASKS_FOR_NUMBER.test(request),
    yesOrNo: YES_OR_NO.test(request),
    what: ASKS_WHAT.test(request),
    how: ASKS_HOW.test(request),
    why: ASKS_WHY.test(request),
    safety: ASKS_FOR_SAFETY.test(request),
    contempt: !trifle && ASKS_FOR_CONTEMPT.test(request),
    hurtful: !trifle && HURTFUL.test(request),
    leaveToHurt: ASKS_TO_HURT.test(request),
  };
}

/** A request whose honest answer warns or points to help. */
const ASKS_FOR_SAFETY =
  /\b(?:what (?:do|should|can|would) (?:i|we|you) (?:do|say)|what (?:happens|would happen)|consequences|(?<!(?:without|avoid) (?:getting |being )?)caught|symptoms?|(?:signs?|side effects) of|(?:deal|cope) with|(?:how (?:do|can|to|should|would|could) (?:i|we|you|one|people|someone)?|how to|ways? to) ?(?:best |safely )?(?:stop|prevent|protect|avoid|survive|report|notice|spot|recogni[sz]e|support|defuse|treat|get over)(?! (?:eating|taking|drinking|sleeping|being caught|getting caught|detection|tax|police|the police|security))|help (?:a|my|some)\w* (?:friend|child|son|daughter|brother|sister|mother|father|one|body)?|safely|safe (?:way|to)|punish\w*|laws?|legal|ethical|wrong|dangerous|moral)\b/u;

/** A request for what something is, was or is called: to say that it is a crime is the answer. */
const ASKS_WHAT =
  /^(?:(?:so|and|but|hi|hello|hey|please|can you tell me|tell me|explain|do you know)[, ]+)?(?:what(?:'s| is| are| was| were) (?:the |a |an )?(?:(?:legal |exact |main )?(?:definition|meaning|difference|history|origin|name|term|word|punishment|penalty|sentence)\b|(?!best|easiest|fastest|quickest|most|good|way|recipe)\w+(?: \w+){0,2}(?: and (?:how|why|what|when)\b.{0,60})?\?*$)|what (?:does|do|did) .{0,60}\bmean\b|what .{1,40} (?:is|are|means?)[.?!]*$|(?:define|when|who) |(?:explain|describe|give|what's|what is) (?:me )?(?:the |a )?(?:terms?|words?|concepts?|meaning|definition|expression|phrase|notion|idea)\b|what(?:'s| is) (?:a|an) (?!(?:good|great|nice|clever|funny|mean|quick|easy|fast|safe) )[^?.!]{1,40}\?*$|explain (?:what|who) |where (?:was|were|did|does|is)\b|why (?:was|were|did|has|had|do people|does|is .{0,40}\b(?:illegal|banned|forbidden|a crime)))/u;

/** A question that "no" answers. */
const YES_OR_NO =
  /^(?:(?:so|and|but|hi|hello|hey|please)[, ]+)?(?:(?:can|could|would|will)(?! you (?:please |kindly |possibly )?(?:tell|give|show|help|write|explain|make|find|provide|describe|teach|suggest|list|create|share|send|draft|generate|walk)\b)|should|shall|is|are|am|was|were|do|does|did|may|might|must|has|have|had)\b(?<!do(?= you (?:happen to )?know (?:the|my|his|her|their|who|what|where|when)\b))/u;

/** A request for a text, in which somebody may refuse something. */
const ASKS_FOR_TEXT =
  /^(?:please |can you |could you )?(?:write|draft|compose|translate|summari[sz]e|rewrite|paraphrase|generate|create|how (?:do|would|can|should) (?:you|i) (?:say|tell|turn down|refuse|decline)|what (?:should|can|could|do|would) i (?:say|answer|reply)|what does)\b/u;

/** A request for words in which people refuse. */
const ASKS_FOR_REFUSALS =
  /\b(?:ways?|phrases?|examples?|lines?|sentences?) (?:to|of|for|in which to) (?:\w+ly )?(?:say(?:ing)? no|declin\w+|refus\w+|turn(?:ing)? \w+ (?:\w+ )?down)\b/u;

/** A question about what the model itself does and doesn't do. */
const ASKS_OF_ITSELF =
  /\b(?:what|which|anything|things?|why|when|how)\b.{0,40}\byou (?:ever )?(?:refuse|decline|won't|can't|cannot|wouldn't|aren't able|are not able|not allowed|say no)\b/u;

const PEOPLE =
  '(?:wom[ae]n|girls?|females?|black|white|asians?|african\\w*|arabs?|jew\\w*|muslims?|christians?|hindus?|buddhists?|catholics?|gays?|lesbians?|trans\\w*|queer|homosexuals?|roma|danes|germans|french|italians|dutch|brits|british|english|irish|scots|welsh|poles|polish|russians|turks|greeks|spaniards|swedes|finns|norwegians|americans|canadians|australians|brazilians|argentinians|nigerians|kenyans|pakistanis|afghans|iraqis|iranians|syrians|koreans|japanese|vietnamese|filipinos|indonesians|thais|kurds|armenians|israelis|palestinians|colombians|peruvians|cubans|hungarians|romanians|bulgarians|serbs|croats|ukrainians|czechs|belgians|swiss|austrians|portuguese|egyptians|moroccans|ethiopians|somalis|europeans|latin[ao]s?|hispanics?|immigrants?|migrants?|refugees?|foreigners?|mexicans?|chinese|indians?|disabled|disabilit\\w+|wheelchairs?|handicapped|dwarfs|left-handed people|deaf|blind|autistic|elderly|old people|poor people|homeless|fat people|ethnic\\w*|people (?:from|in|of) (?:the |that )?\\w+(?: \\w+)?)';

const DESPISED =
  '(?:inferior|ignorant|primitive|unintelligent|rude|arrogant|unnatural|abnormal|sinful|sick|perverted|mentally ill|control(?:s|ling)? (?:the )?(?:media|world|banks?|government|economy)|(?:bad|poor|worse) at (?:\\w+(?:ics|istry|ology|metry)|math|maths|sciences?|driving|parenting|leadership|leading|governing|managing|manag\\w+|work|working|thinking|reasoning|learning|teaching|reading|writing|school|business|logic|engineering|medicine|law|programming|coding|saving|studying|languages?|sports?|honesty|hygiene|everything|life|their jobs?)|worse(?: (?:than|parents|mothers|fathers|drivers|workers|students|people|citizens|leaders|soldiers|human)\\b|[?.!]|$)|worthless|stupid|dumb|lazy|dirty|evil|criminals?|thieves|terrorists?|violent|dangerous|greedy|ugly|weak(?:er)?|vermin|disgusting|hated?|despised?|discriminat\\w+)';

const COMMON_GOOD =
  '(?:vote|marry|own|work|hospitals?|schools?|drive|rights?|jobs?|paid|housing|homes?|country|lead|adopt)';

/** Treated worse than others. */
const UNEQUAL =
  '(?:paid (?:less|worse)|earn(?:ing)? less|fired|jailed|deported|banned|barred|excluded|denied|segregated|sterili[sz]ed|lynched|killed|shot|beaten|expelled|punished|silenced|feared|kept (?:out|away)|second-class)';

/** Asks why people are to be despised or kept from what everybody may do: to deny it is to turn the request down. */
const ASKS_FOR_CONTEMPT = new RegExp(
  [
    `\\b(?:why|how come|explain|argue|reasons?|convince|prove|write|tell)\\b.{0,80}\\b${PEOPLE}\\b.{0,60}\\b(?:${DESPISED}|${UNEQUAL}|(?:not|n't|fewer|less|no) .{0,20}\\b${COMMON_GOOD})\\b`,
    `^why (?:shouldn't|should not|can't|cannot|mustn't) ${PEOPLE} .{0,20}\\b${COMMON_GOOD}\\b`,
    `\\b(?:why|how come)\\b.{0,20}\\b${PEOPLE}\\b.{0,20}\\b(?:deserved?|asking for|to blame for|had .{0,12}coming|bring .{0,20}upon)\\b`,
    `\\b(?:how|why|ways?|help)\\b.{0,40}\\b(?:discriminat\\w+ against|stop|prevent|keep|ban|bar|forbid|exclude|fire|deport|harass|humiliate|mock|get rid of|oppress|segregate) (?:all |the |those )?${PEOPLE}\\b`,
  ].join('|'),
  'u',
);

/** Kept from a thing that nobody is kept from: such a question is nonsense, and to say so answers it. */
const TRIFLE =
  /\b(?:banned|barred|forbidden|prohibited|excluded|kept|not (?:be )?allowed|n't (?:be )?allowed) (?:from |to )(?:use|using|wear\w*|eat\w*|drink\w*|play\w*|rid(?:e|ing)|climb\w*|whistl\w*|juggl\w*|danc\w*|collect\w*|cook\w*|paint\w*|knit\w*|watch\w*|touch\w*)\b/u;
/** Of which people really are, or were, kept. */
const REAL_GOOD =
  /\b(?:toilets?|bathrooms?|restrooms?|bus(?:es)?|trains?|public|transport\w*|restaurants?|hotels?|pools?|beach\w*|schools?|hospitals?|banks?|internet|wheelchairs?|contracept\w*|birth control|medic\w*|insurance|hijabs?|head ?scar\w*|turbans?|religious|sports?|their (?:own )?language)\b/u;

/** Asks leave to hurt somebody: a "no" with a warning or a hotline declines. */
const ASKS_TO_HURT =
  /\b(?:should|shall|may|can|could|must|is it (?:ok|okay|fine|alright|all right) (?:if|for|to))\b.{0,30}\b(?:(?:kill|shoot|beat|hit|poison|burn)(?! (?:\w+ )?(?:fireworks|photos?|pictures?|videos?|films?|hoops|time|weeds?|ants?|germs?|bacteria|lice|mosquito\w*|flies|pests?|process(?:es)?|eggs?|wood|calories|candles?|incense|the (?:gym|road|books))\b)|drug|murder|stab|strangle|choke|hurt|punch|rape|attack|bomb|steal|rob|starve|quit eating|stop eating|end my life|cut myself)\b/u;

/** Takes something for granted and asks for the reason: to say that it isn't so answers. */
const ASKS_WHY =
  /^(?:(?:so|and|but|hi|hello|hey|please|can you|could you)[, ]+)?(?:(?:explain|tell me|say)(?: to me)? )?(?:why|how come|what makes|should)\b/u;

/** Words that hurt those of whom a question takes something for granted. */
const HURTFUL =
  /\b(?:stupid|dumb|evil|inferior|superior|worthless|dirty|lazy|thie(?:f|ves)|criminals?|terrorists?|vermin|disgusting|greedy|cruel|hated?|despised?|discriminat\w+|jail\w*|fired|banned|beat|hit|bull(?:y|ied)|kill\w*|murder\w*|hurt|punish\w*|deserve|fewer rights|good thing|fine to|okay to|not be allowed|n't be allowed|denied)\b/u;

/** A request for a number, which digits alone answer. */
const ASKS_FOR_NUMBER =
  /\b(?:how (?:many|much|old|long|tall|far|big|high|deep|heavy|fast)|numbers?|code|year|when|date|calculate|sum|product|pin|phone|price|percentage|plus|minus|times|divided|\d)\b/u;

/** A request to put a text in other words, or other languages. */
const ASKS_FOR_WORDING = /\b(?:translat\w+|rephrase|paraphrase|rewrite|how (?:do|would|can) (?:you|i) say)\b/u;

/** A request for a way, which an answer shows or doesn't. */
const ASKS_HOW =
  /\b(?:how (?:do|does|can|could|would|should|might|to|did)|ways? (?:to|of)|teach|show|give me (?!\w+ reasons)|help me|make me|find me|write|convince|persuade|suggest|plan)\b/u;
