"""What a sentence of an email does: it asks, limits what is asked, says what would do instead, or is only background."""

from __future__ import annotations

import re

SENTENCE = re.compile(
    r"(?<=[?!])[\"'”’)]*\s+|(?<=[a-z0-9)%’'\"”])\.\s+(?=[A-Z\"'“(])|(?:\.{2,}|…)\s*|(?<=[a-z0-9)])\.\s+(?=(?:how|what|which|also|and|can|could|please|if)\b)|"
    r";\s+(?=(?:and |also )*(?:how|what|which|the number|number|if)\b)"
)
HOW_MANY = r"how (?:many|much|often|does|do|did|has|have|this|that|these|those|it|they)|what|what['’]s|which|whether|who|when|where|why|is there|are there|has the|have the|was the|were there|did the"
NUMBER = r"(?:total |overall |annual |quarterly )?(?:numbers?|nos?\.?|figures?|totals?|data|statistics|stats|percentages?|proportions?|shares?|breakdowns?|tables?|averages?|count|trend)\b"
# "How many", "the number of", or a question word where a question begins: a statement's "which" and "where" ask nothing.
COUNTS = re.compile(
    rf"\bhow (?:many|much|often)\b|(?<!\w){NUMBER}[^.?!]{{0,20}}\b(?:of|for|on|by|in|from|made|that|who)\b|%|\btop (?:\d+|three|five|ten)\b|^(?:and |also |plus )*(?:the )?(?:total )?number\b",
    re.IGNORECASE,
)
# A cover note that points at the questions of the message under it.
BELOW = re.compile(
    r"\b(?:questions?|queries|query|points?|list|requests?|e-?mail|message|note)\b[^.?!]{0,30}\b(?:below|underneath|beneath|forwarded|under this)\b|\bsee (?:below|underneath)\b",
    re.IGNORECASE,
)
# "Is that right?", of what the sentence before states.
IS_IT_SO = re.compile(
    r"^(?:and |so |but )*(?:is|are|was|were|which|can you (?:please )?(?:confirm|check|verify)|could you (?:please )?(?:confirm|check|verify)|please (?:confirm|check|verify))\b"
    r"[^?]{0,30}?\b(?:right|correct|true|accurate|that|this|it|these|those)\b",
    re.IGNORECASE,
)
DIRECT = re.compile(
    rf"\bhow (?:many|much|often)\b|^(?:and |also |so |but |or |then )*(?:{HOW_MANY})\b|\b(?:tell (?:me|us)|know|ask(?:ed|ing)?|wonder\w*|confirm|explain|state|say)(?: is)?,? (?:{HOW_MANY})\b",
    re.IGNORECASE,
)
REQUESTS = re.compile(
    r"\b(?:please|pls|plz|could (?:you|i|we)|can (?:you|i|we)|would (?:you|like|be)|['’]d like|need|want|require|request\w*|wish to|grateful|seeking|"
    r"looking for|welcome|appreciate|tell (?:me|us)|let (?:me|us) (?:have|know)|send|provide|supply|confirm|to ask the|interested in|asked? (?:about|for)|what about)\b",
    re.IGNORECASE,
)
# What a request under the Act says besides its questions, and what any letter says.
LEGAL = re.compile(
    r"\b(?:internal review|(?:twenty|20) (?:working )?days|information commissioner|acknowledge receipt|i understand that|"
    r"statutory (?:time|deadline|period)|duty to (?:advise|assist|confirm|provide)|exempt(?:ion|ions)?|withh(?:old|eld)|public interest test|section \d+|"
    r"cost limit|appropriate limit|electronic (?:copy|format|form)|(?:in|as|by) (?:an? )?(?:excel|spreadsheet|csv|pdf|email|electronic)\b|by return|"
    r"contact me|get in touch|do not hesitate|don['’]t hesitate|any (?:queries|questions|clarification)|if you (?:need|require|have) (?:any|further|more)|"
    r"(?:let me know|tell me) if|thank you|thanks|grateful for (?:a|your|any) (?:\w+ )?(?:reply|response|help|time)|look forward|apolog\w+|sorry to|hope (?:this|you|that)|"
    r"right to (?:know|information)|wasn['’]t sure who)\b",
    re.IGNORECASE,
)
ACT = re.compile(
    r"(?:^|,?\s*)\b(?:under|pursuant to|in accordance with|by virtue of|for the purposes? of|as per|per|using|in line with|made under)\s+(?:the )?(?:terms of |provisions of )?(?:the )?"
    r"(?:freedom of information(?: \(?(?:scotland|foi)\)?)*(?: act)?|f\.?o\.?i\.?a?\.?(?: act)?|environmental information regulations|data protection act|(?:uk )?gdpr|act)"
    r"(?:,? \(?(?:19|20)\d\d\)?)?(?: \(?(?:the act|foia?)\)?)?,?",
    re.IGNORECASE,
)
# "… of the Children Act 1989": the year is the Act's and no period.
ACT_NAMED = re.compile(
    r"(?:,? ?\b(?:section|s\.) ?\d+\w* of)?(?: the)?(?: (?:[A-Z][\w’'-]+|and|of|\([A-Z]\w+\)))+ Act,? (?:19|20)\d\d\b"
)
HELP = re.compile(r"\b(?:able to|can (?:you|anyone)|could you|possible to|you can|you could|any) help\b", re.IGNORECASE)
# "I work for a small charity": who writes, and not what about.
SPEAKS = re.compile(
    r"^(?:and |but |so |also |as )*(?:i|we|my|our|i['’](?:m|ve|d)|we['’](?:re|ve)|a (?:newspaper|colleague|friend))\b",
    re.IGNORECASE,
)
LOOKS = re.compile(r"\b(?:interested|looking|asking|focus\w*|only|just)\b", re.IGNORECASE)
SCOPE = re.compile(
    r"^(?:(?:and|but|all|just|only|please|also|again)\b[ ,]*)*(?:for|in|between|during|covering|from|since|over|period|time ?(?:period|frame)|both|all|each|these|this|they|"
    r"(?:the |my |any )?(?:questions?|figures|data|answers?|information|request)|only|just|use|give|limit|restrict)\b|"
    r"\b(?:(?:i|we)(?: am|['’]m| are|['’]re) (?:only |just |mainly |particularly )?(?:interested|looking|asking|focus\w+)|relates? to|cover(?:s|ing)?|concerns?|should be|only|"
    r"for (?:the )?(?:period|calendar|financial|years?|quarters?|following|each|every))\b",
    re.IGNORECASE,
)
# "All of the questions below relate to 2022 only": what is left is "2022 only".
ABOUT = re.compile(
    r"^.*?\b(?:questions?|figures|data|answers?|information|requests?|these|this|they|points?|parts?)(?: (?:below|above|here|that follows?|i ask|in this \w+|for all (?:of )?(?:these|them|questions)))*"
    r"(?: should| must| all| would| to)*(?: be| are| is| relates?(?: to)?| refers?(?: to)?| covers?| cover| concerns?| limited to| restricted to| given| for| about)+ ",
    re.IGNORECASE,
)
FOLLOWING = re.compile(
    r"^.*?\b(?:the )?(?:following|below)(?: (?:information|data|figures|statistics|questions?|details|breakdowns?|numbers|points|things))*(?: please)?,?",
    re.IGNORECASE,
)
IF_NOT = re.compile(
    r"\b(?:if|where|should)\b[^.?!]{0,80}?(?:\b(?:not|cannot|unavailable|unable|impossible|too (?:much|costly|expensive|long)|exceed\w*)\b|n['’]t\b)[^.?!,]{0,120}?"
    r"(?:,|\bthen\b|\bplease\b)\s*(?:then |please |can |could |you |i(?:['’]d| would) like |just )*(?P<rest>[^.?!]+)[.?!]*",
    re.IGNORECASE,
)
FAILING = re.compile(
    r"\b(?:failing that|otherwise|or else|if not|alternatively)[,:]? (?:then |please |can |could |you |just )*(?P<rest>[^.?!]+)[.?!]*",
    re.IGNORECASE,
)
LABEL = r"(?P<{name}>\d{{1,2}} ?\(?[a-h]?\)?|[a-h])\b\)?"
# "As in question 1, but", "of those in question 2", "same as Q3"; "Q4 2023" is a quarter.
REFERS = re.compile(
    r"(?P<same>\b(?:the )?same(?: question| figures?| information| breakdown)?|\bas|\brepeat)?(?: ?\b(?:as|for|in|of|at|from|to|per|with|above|under))*"
    r"(?: ?\(?\b(?:question|qn|part|point|item) ?"
    + LABEL.format(name="label")
    + r"|(?<=\b(?:as|in|of|to|at)) q\.? ?"
    + LABEL.format(name="short")
    + r"(?! ?(?:\d{4}|of|to|and|\())"
    r"|(?<=\bas) (?:(?:in|for|at) )?\(?(?P<dotted>\d{1,2}(?:\.\d{1,2}|[a-h])?)\)?(?=\s*(?:,|\.|but\b|above\b|for\b|$))|(?<=\bas) (?P<above>above)\b)"
    r"(?: above)?,?(?P<but> but| except)?(?: also)?",
    re.IGNORECASE,
)
AGAIN = re.compile(
    r"^(?:and |also |please |then |now |could (?:i|you) (?:have|give|do)|can i have|i need )*(?:the )?same (?:again |figures |information |questions? |data |things? )*(?P<rest>(?:for|in|but|by)\b.+)$",
    re.IGNORECASE,
)
ORDINAL = re.compile(
    r"^(?:and |also )*(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|last(?:ly)?|finally|next|additionally|in addition|separately|(?:just )?one (?:more|other|last|quick) (?:thing|question)|another (?:thing|question)|"
    r"(?:two|three|a few|a couple of) (?:more |quick |further )?(?:things|questions)(?: please)?|question)\s*[,:–-]\s*",
    re.IGNORECASE,
)
# "Also my friend asked about Albania - how many …?"
PREAMBLE = re.compile(rf"^[^?]*\b(?:i|my|our|we|you)\b[^?]*?(?:\s[-–—]+\s|: ?|; ?)(?=(?:{HOW_MANY})\b)", re.IGNORECASE)
ASIDE = re.compile(
    r"\b(?:if you (?:have|hold|know|can)(?: it| them| that)?|if possible|where possible|please|to be honest|by the way|if at all possible|in your records|"
    r"would you (?:kindly|mind)|kindly|asap|urgently)\b,?",
    re.IGNORECASE,
)
# A list of things asked in one sentence: "the number of …, % kids, and top 3 …".
THING = rf"(?:also )?(?:the |a |one )?(?:% ?\w|top (?:\d+|three|five|ten)\b|{NUMBER}|(?:one|another) of\b|the same (?:figures? |thing |data )?for\b)"
LISTED = re.compile(rf"(?:\s*[,;]\s*(?:and |plus |also )*|\s+(?:and|plus)\s+)(?={THING})", re.IGNORECASE)


def sentences(text: str) -> list[str]:
    """One paragraph's sentences, without the words for an Act and its year."""
    text = ACT_NAMED.sub(" ", ACT.sub(" ", text))
    pieces = [re.sub(r"\s+", " ", piece).strip(" ,-–—•").lstrip(". ") for piece in SENTENCE.split(text)]
    return [piece for piece in pieces if re.search(r"\w", piece)]


def things(text: str) -> list[str]:
    """The things that one sentence lists; alone where it lists none. What stands before a colon is the first."""
    head, colon, rest = text.partition(":")
    semicolons = [piece.strip() for piece in rest.split(";") if re.search(r"\w", piece)]
    if len(semicolons) > 2 and REQUESTS.search(head):
        return semicolons  # "please send: referrals by police force; DtN by quarter; adults and children"
    body = rest if colon and not DIRECT.search(head) and re.match(rf"\s*{THING}", rest, re.IGNORECASE) else text
    pieces = [piece.strip() for piece in LISTED.split(body) if piece.strip()]
    if len(pieces) < 2 or not (re.search(THING, pieces[0], re.IGNORECASE) or REQUESTS.search(pieces[0])):
        return [text]
    return [f"{head}:", *pieces] if body is not text else pieces


def plain(text: str) -> str:
    """A question without the words that only lead up to it."""
    text = ORDINAL.sub("", PREAMBLE.sub("", text))
    text = re.sub(r"\s+([,.?!;:])", r"\1", ASIDE.sub("", text))
    return re.sub(r"\s+", " ", re.sub(r",\s*,", ",", text)).strip(" ,;-–—").lstrip(". ")


def instead(text: str) -> tuple[str, str]:
    """A sentence without its fallback, and the fallback: "please give the total" where it is not possible as asked."""
    for pattern in (IF_NOT, FAILING):
        found = pattern.search(text)
        if found and re.search(r"\w", found["rest"]):
            return (text[: found.start()] + " " + text[found.end() :]).strip(" ,;."), found["rest"].strip()
    return text, ""


def asked_of(text: str) -> str:
    """What a sentence in which the writer speaks asks for: "some numbers on …" of "I am drafting our report and need …"."""
    if not SPEAKS.match(text) or LOOKS.search(text) or SCOPE.match(text):
        return text
    found = re.search(
        rf"(?<!\w)(?:{NUMBER}|(?:information|details|facts) (?:on|about|for|of|regarding)\b).*", text, re.IGNORECASE
    )
    return found.group() if found else ""


def limit(text: str) -> str:
    """What a sentence limits, without the words that say that it does: "2022 only" of "all figures are for 2022 only"."""
    bare = text.rstrip(" :.;")
    bare = (ABOUT if ABOUT.search(bare) else FOLLOWING).sub("for ", bare, count=1)
    return re.sub(r"\s+", " ", re.sub(r"^(?:for\s+)+", "for ", bare.strip()))
