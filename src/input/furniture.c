#include "input/furniture.h"

#include <utf8proc.h>

/* --- characters -------------------------------------------------------- */

/* Length of a blank or invisible character at s[i], 0: none. Multi-byte: no-
 * break space, U+2000 to U+200F, U+2028/9, U+202F, U+3000, U+FEFF. */
static size_t blank_at(struct cs_str s, size_t i)
{
    const unsigned char *p = (const unsigned char *)s.p + i;
    const size_t left = s.n - i;
    if (left == 0)
        return 0;
    if (p[0] <= 0x20 || p[0] == 0x7f)
        return 1;
    if (left >= 2 && p[0] == 0xc2 && (p[1] == 0xa0 || p[1] == 0x85))
        return 2;
    if (left < 3)
        return 0;
    if (p[0] == 0xe2 && p[1] == 0x80 &&
        (p[2] <= 0x8f || p[2] == 0xa8 || p[2] == 0xa9 || p[2] == 0xaf))
        return 3;
    if ((p[0] == 0xe3 && p[1] == 0x80 && p[2] == 0x80) ||
        (p[0] == 0xef && p[1] == 0xbb && p[2] == 0xbf))
        return 3;
    return 0;
}

struct cs_span cs_trim_span(struct cs_str text, struct cs_span span)
{
    const struct cs_str s = { text.p, span.e };
    size_t n;
    while (span.b < span.e && (n = blank_at(s, span.b)) > 0)
        span.b += (uint32_t)n;
    for (;;) {
        uint32_t back = 0;
        for (uint32_t k = 1; k <= 3 && span.e - span.b >= k; k++) {
            const struct cs_str tail = { text.p, span.e };
            if (blank_at(tail, span.e - k) == k) {
                back = k;
                break;
            }
        }
        if (back == 0)
            return span;
        span.e -= back;
    }
}

/* The last byte position before i that begins a character. */
static size_t before(struct cs_str s, size_t i)
{
    do
        i--;
    while (i > 0 && ((unsigned char)s.p[i] & 0xc0) == 0x80);
    return i;
}

/* "[3]" at the end, as encyclopaedias put it behind sentences. */
static size_t without_note(struct cs_str s, size_t e)
{
    while (e >= 3 && s.p[e - 1] == ']') {
        size_t i = e - 1;
        while (i > 0 && cs_ascii_digit(s.p[i - 1]))
            i--;
        if (i == e - 1 || i == 0 || s.p[i - 1] != '[')
            break;
        e = i - 1;
    }
    return e;
}

bool cs_ends_sentence(struct cs_str s)
{
    static const char *const closers[] = { "\"",     "'",      ")",     "]",
                                           "\u201d", "\u2019", "\u00bb" };
    size_t e = without_note(s, s.n);
    for (int closed = 0; e > 0 && closed < 16; closed++) {
        const size_t i = before(s, e);
        const struct cs_str c = cs_str_sub(s, i, e);
        bool closes = blank_at(c, 0) > 0;
        for (size_t k = 0; k < sizeof closers / sizeof closers[0]; k++)
            closes = closes || cs_str_is(c, closers[k]);
        if (!closes)
            return cs_str_is(c, ".") || cs_str_is(c, "!") ||
                   cs_str_is(c, "?") || cs_str_is(c, "\u2026");
        e = i;
    }
    return false;
}

/* Decorations in front of list items and links. */
static size_t bullet_at(struct cs_str s, size_t i)
{
    static const char *const bullets[] = {
        "*",      "-",      "|",      ">",      "\u2022", "\u00b7", "\u2013",
        "\u2014", "\u00bb", "\u25cf", "\u25a0", "\u25ba", "\u2192",
    };
    for (size_t k = 0; k < sizeof bullets / sizeof bullets[0]; k++) {
        const struct cs_str b = cs_str_of(bullets[k]);
        if (s.n - i >= b.n && memcmp(s.p + i, b.p, b.n) == 0)
            return b.n;
    }
    return 0;
}

void cs_line_key(const struct cs_doc *doc, struct cs_span span,
                 struct cs_line_key *key)
{
    const struct cs_str s = cs_str_sub(doc->lower, span.b, span.e);
    key->n = 0;
    key->words = 0;
    key->cut = false;
    key->text = cs_doc_text(doc, span);
    key->final = cs_ends_sentence(key->text);
    bool space = true;
    for (size_t i = 0; i < s.n;) {
        size_t n = blank_at(s, i);
        if (n == 0 && key->n == 0)
            n = bullet_at(s, i);
        if (n > 0) {
            space = true;
            i += n;
            continue;
        }
        n = 1;
        while (i + n < s.n && ((unsigned char)s.p[i + n] & 0xc0) == 0x80)
            n++;
        if (key->n + n + 1 > CS_KEY_MAX) {
            key->cut = true;
            break;
        }
        if (space) {
            if (key->n > 0)
                key->bytes[key->n++] = ' ';
            key->words++;
            space = false;
        }
        if (n == 3 && memcmp(s.p + i, "\u2019", 3) == 0) {
            key->bytes[key->n++] = '\'';
        } else {
            memcpy(key->bytes + key->n, s.p + i, n);
            key->n += n;
        }
        i += n;
    }
    key->bytes[key->n] = '\0';
}

/* --- words ------------------------------------------------------------- */

static bool has(struct cs_str s, const char *wording)
{
    return cs_str_find(s, cs_str_of(wording)) != SIZE_MAX;
}

/* s begins with the wording, and the word ends there. */
static bool begins(struct cs_str s, const char *wording)
{
    if (s.n == 0 || s.p[0] != wording[0])
        return false; /* most wordings fail here, and cheaply */
    const struct cs_str w = cs_str_of(wording);
    if (!cs_str_starts(s, w))
        return false;
    const char last = w.p[w.n - 1];
    return s.n == w.n ||
           !((cs_ascii_alpha(last) || cs_ascii_digit(last)) &&
             (cs_ascii_alpha(s.p[w.n]) || cs_ascii_digit(s.p[w.n])));
}

static bool begins_any(struct cs_str s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (begins(s, list[i]))
            return true;
    }
    return false;
}

#define BEGINS_ANY(s, list)                                                    \
    begins_any((s), (list), sizeof(list) / sizeof((list)[0]))

static bool word_char(char c)
{
    return cs_ascii_alpha(c) || cs_ascii_digit(c) || c == '\'' || c == '-' ||
           (unsigned char)c >= 0x80;
}

/* Cut the next word (letters, digits, hyphens, apostrophes, other scripts)
 * off *rest. */
static bool next_word(struct cs_str *rest, struct cs_str *word)
{
    size_t b = 0;
    while (b < rest->n &&
           (!word_char(rest->p[b]) || rest->p[b] == '-' || rest->p[b] == '\''))
        b++;
    size_t e = b;
    while (e < rest->n && word_char(rest->p[e]))
        e++;
    *word = cs_str_sub(*rest, b, e);
    *rest = cs_str_sub(*rest, e, rest->n);
    return e > b;
}

static bool in_list(struct cs_str w, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (w.n > 0 && w.p[0] == list[i][0] && cs_str_is(w, list[i]))
            return true;
    }
    return false;
}

#define IN_LIST(w, list) in_list((w), (list), sizeof(list) / sizeof((list)[0]))

static bool starts_upper(struct cs_str s)
{
    utf8proc_int32_t c;
    return s.n > 0 &&
           utf8proc_iterate((const utf8proc_uint8_t *)s.p,
                            (utf8proc_ssize_t)s.n, &c) > 0 &&
           utf8proc_tolower(c) != c;
}

/* Small words inside names of people, places and bodies. */
static bool name_particle(struct cs_str w)
{
    static const char *const list[] = {
        "al",  "el", "bin", "ibn",  "van", "von", "der",
        "den", "de", "del", "la",   "da",  "do",  "dos",
        "di",  "du", "le",  "ould", "abu", "y",   "e",
    };
    return IN_LIST(w, list);
}

bool cs_is_name(struct cs_str text)
{
    struct cs_str rest = text, w;
    int capital = 0, all = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (strchr(",;:!?()[]/|\"@", text.p[i]) != NULL ||
            cs_ascii_digit(text.p[i]))
            return false;
    }
    while (next_word(&rest, &w)) {
        if (starts_upper(w))
            capital++;
        else if (!name_particle(w))
            return false;
        all++;
    }
    return capital >= 2 && all <= 5;
}

/* --- kinds ------------------------------------------------------------- */

/* Wordings: how they are met, how long the line may be, and whether a line
 * that ends as a sentence does may still be meant. */
enum met { WHOLE, BEGINS };

struct wording {
    const char *text;
    enum met met;
    bool sentence; /* also where the line ends with a full stop */
    bool label;    /* may begin a headline: not in the first line */
    uint8_t words; /* most words of the line; 0: any */
    enum cs_block_kind kind;
};

#define SHARE(text, sentence, words)                                           \
    {                                                                          \
        text, BEGINS, sentence, false, words, CS_BLOCK_SHARE                   \
    }
#define WHOLE_LINE(text, kind)                                                 \
    {                                                                          \
        text, WHOLE, false, false, 0, kind                                     \
    }
#define LABEL(text, words, kind)                                               \
    {                                                                          \
        text, BEGINS, true, true, words, kind                                  \
    }

static const struct wording wordings[] = {
    SHARE("share this", true, 20),
    SHARE("share on", false, 8),
    SHARE("share via", false, 8),
    SHARE("share with", false, 6),
    SHARE("share article", false, 8),
    SHARE("tweet this", true, 12),
    SHARE("email this", true, 12),
    SHARE("print this", true, 12),
    SHARE("follow us", true, 30),
    SHARE("follow our", true, 30),
    SHARE("follow @", true, 30),
    SHARE("like us on", true, 20),
    SHARE("find us on", true, 20),
    SHARE("connect with us", true, 20),
    SHARE("join us on", true, 20),
    SHARE("join our", false, 14),
    SHARE("subscribe to our", true, 30),
    SHARE("subscribe to the", false, 14),
    SHARE("subscribe now", true, 20),
    SHARE("subscribe for", false, 10),
    SHARE("subscribe here", true, 20),
    SHARE("subscribe today", true, 20),
    SHARE("sign up for our", true, 30),
    SHARE("sign up to our", true, 30),
    SHARE("sign up for", false, 14),
    SHARE("sign up to", false, 14),
    SHARE("sign up here", true, 20),
    SHARE("sign up now", true, 20),
    SHARE("get our", true, 25),
    SHARE("get the latest", true, 25),
    SHARE("get breaking news", true, 25),
    SHARE("download our", true, 20),
    SHARE("download the app", true, 20),
    SHARE("enter your email", true, 20),
    SHARE("your email address", true, 20),
    SHARE("log in to", false, 8),
    SHARE("sign in to", false, 8),
    SHARE("already a subscriber", true, 12),
    SHARE("to continue reading", true, 20),
    SHARE("support our journalism", true, 30),
    SHARE("support independent journalism", true, 30),
    SHARE("become a member", false, 10),
    SHARE("donate to", false, 6),
    SHARE("listen to this", false, 10),
    SHARE("listen to article", false, 6),
    SHARE("listen to the article", false, 6),
    SHARE("copy link", false, 6),
    SHARE("stay up to date with", true, 20),
    SHARE("stay updated with", true, 20),
    SHARE("for more news", true, 20),
    SHARE("click here", true, 25),
    SHARE("tap here", true, 25),
    SHARE("click to", false, 10),
    WHOLE_LINE("subscribe", CS_BLOCK_SHARE),
    WHOLE_LINE("sign up", CS_BLOCK_SHARE),
    WHOLE_LINE("log in", CS_BLOCK_SHARE),
    WHOLE_LINE("login", CS_BLOCK_SHARE),
    WHOLE_LINE("sign in", CS_BLOCK_SHARE),
    WHOLE_LINE("register", CS_BLOCK_SHARE),
    WHOLE_LINE("register now", CS_BLOCK_SHARE),
    WHOLE_LINE("donate", CS_BLOCK_SHARE),
    WHOLE_LINE("donate now", CS_BLOCK_SHARE),
    WHOLE_LINE("newsletter", CS_BLOCK_SHARE),
    WHOLE_LINE("contact us", CS_BLOCK_OTHER),
    WHOLE_LINE("about us", CS_BLOCK_OTHER),
    WHOLE_LINE("about the author", CS_BLOCK_OTHER),
    WHOLE_LINE("terms of use", CS_BLOCK_OTHER),
    WHOLE_LINE("terms of service", CS_BLOCK_OTHER),
    WHOLE_LINE("terms and conditions", CS_BLOCK_OTHER),
    WHOLE_LINE("privacy policy", CS_BLOCK_OTHER),
    WHOLE_LINE("cookie policy", CS_BLOCK_OTHER),
    WHOLE_LINE("accept cookies", CS_BLOCK_OTHER),
    WHOLE_LINE("advertisement", CS_BLOCK_OTHER),
    WHOLE_LINE("advertisements", CS_BLOCK_OTHER),
    WHOLE_LINE("advertising", CS_BLOCK_OTHER),
    WHOLE_LINE("ad", CS_BLOCK_OTHER),
    WHOLE_LINE("sponsored", CS_BLOCK_OTHER),
    WHOLE_LINE("sponsored content", CS_BLOCK_OTHER),
    WHOLE_LINE("promoted content", CS_BLOCK_OTHER),
    WHOLE_LINE("skip to content", CS_BLOCK_OTHER),
    WHOLE_LINE("skip to main content", CS_BLOCK_OTHER),
    WHOLE_LINE("menu", CS_BLOCK_OTHER),
    WHOLE_LINE("search", CS_BLOCK_OTHER),
    WHOLE_LINE("home", CS_BLOCK_OTHER),
    WHOLE_LINE("loading", CS_BLOCK_OTHER),
    WHOLE_LINE("back to top", CS_BLOCK_OTHER),
    WHOLE_LINE("end", CS_BLOCK_OTHER),
    WHOLE_LINE("ends", CS_BLOCK_OTHER),
    WHOLE_LINE("leave a comment", CS_BLOCK_OTHER),
    WHOLE_LINE("leave a reply", CS_BLOCK_OTHER),
    WHOLE_LINE("post a comment", CS_BLOCK_OTHER),
    WHOLE_LINE("post comment", CS_BLOCK_OTHER),
    WHOLE_LINE("add a comment", CS_BLOCK_OTHER),
    WHOLE_LINE("view comments", CS_BLOCK_OTHER),
    WHOLE_LINE("show comments", CS_BLOCK_OTHER),
    WHOLE_LINE("no comments", CS_BLOCK_OTHER),
    WHOLE_LINE("join the conversation", CS_BLOCK_OTHER),
    WHOLE_LINE("have your say", CS_BLOCK_OTHER),
    { "scroll to continue", BEGINS, true, false, 8, CS_BLOCK_OTHER },
    { "story continues", BEGINS, true, false, 6, CS_BLOCK_OTHER },
    { "article continues", BEGINS, true, false, 6, CS_BLOCK_OTHER },
    { "advertisement", BEGINS, false, false, 8, CS_BLOCK_OTHER },
    { "this article was first published", BEGINS, true, false, 40,
      CS_BLOCK_OTHER },
    { "this article was originally published", BEGINS, true, false, 40,
      CS_BLOCK_OTHER },
    { "this article first appeared", BEGINS, true, false, 40, CS_BLOCK_OTHER },
    { "this article has been updated", BEGINS, true, false, 30,
      CS_BLOCK_OTHER },
    { "this story was first published", BEGINS, true, false, 40,
      CS_BLOCK_OTHER },
    { "this story was originally published", BEGINS, true, false, 40,
      CS_BLOCK_OTHER },
    { "this story first appeared", BEGINS, true, false, 40, CS_BLOCK_OTHER },
    { "this story has been updated", BEGINS, true, false, 30, CS_BLOCK_OTHER },
    { "this story has not been edited", BEGINS, true, false, 40,
      CS_BLOCK_OTHER },
    { "(this story has not been edited", BEGINS, true, false, 40,
      CS_BLOCK_OTHER },
    { "except for the headline, this story", BEGINS, true, false, 40,
      CS_BLOCK_OTHER },
    { "(except for the headline, this story", BEGINS, true, false, 40,
      CS_BLOCK_OTHER },
    { "this is a developing story", BEGINS, true, false, 20, CS_BLOCK_OTHER },
    { "the views expressed in this", BEGINS, true, false, 60, CS_BLOCK_OTHER },
    { "the opinions expressed in this", BEGINS, true, false, 60,
      CS_BLOCK_OTHER },
    { "we use cookies", BEGINS, true, false, 60, CS_BLOCK_OTHER },
    { "this website uses cookies", BEGINS, true, false, 60, CS_BLOCK_OTHER },
    { "this site uses cookies", BEGINS, true, false, 60, CS_BLOCK_OTHER },
    LABEL("read more:", 40, CS_BLOCK_RELATED),
    LABEL("read also:", 40, CS_BLOCK_RELATED),
    LABEL("also read:", 40, CS_BLOCK_RELATED),
    LABEL("also read |", 40, CS_BLOCK_RELATED),
    LABEL("read |", 40, CS_BLOCK_RELATED),
    LABEL("read:", 40, CS_BLOCK_RELATED),
    LABEL("read next:", 40, CS_BLOCK_RELATED),
    LABEL("see also:", 40, CS_BLOCK_RELATED),
    LABEL("also see:", 40, CS_BLOCK_RELATED),
    LABEL("must read:", 40, CS_BLOCK_RELATED),
    LABEL("don't miss:", 40, CS_BLOCK_RELATED),
    LABEL("recommended:", 40, CS_BLOCK_RELATED),
    LABEL("related:", 40, CS_BLOCK_RELATED),
    LABEL("related article:", 40, CS_BLOCK_RELATED),
    LABEL("related articles:", 60, CS_BLOCK_RELATED),
    LABEL("related story:", 40, CS_BLOCK_RELATED),
    LABEL("related stories:", 60, CS_BLOCK_RELATED),
    LABEL("related news:", 60, CS_BLOCK_RELATED),
    LABEL("related topics:", 60, CS_BLOCK_RELATED),
    LABEL("more:", 30, CS_BLOCK_RELATED),
    LABEL("watch:", 25, CS_BLOCK_RELATED),
    LABEL("watch |", 25, CS_BLOCK_RELATED),
    LABEL("listen:", 25, CS_BLOCK_RELATED),
    LABEL("in pictures:", 25, CS_BLOCK_RELATED),
    LABEL("photos:", 25, CS_BLOCK_RELATED),
    LABEL("gallery:", 25, CS_BLOCK_RELATED),
    LABEL("tags:", 60, CS_BLOCK_RELATED),
    LABEL("topics:", 60, CS_BLOCK_RELATED),
    LABEL("keywords:", 60, CS_BLOCK_RELATED),
    LABEL("categories:", 60, CS_BLOCK_RELATED),
    LABEL("filed under", 30, CS_BLOCK_RELATED),
    { "read more about", BEGINS, false, true, 20, CS_BLOCK_RELATED },
    { "read more on", BEGINS, false, true, 20, CS_BLOCK_RELATED },
    { "read the full", BEGINS, false, true, 12, CS_BLOCK_RELATED },
    { "continue reading", BEGINS, false, true, 20, CS_BLOCK_RELATED },
    { "more on this", BEGINS, false, true, 8, CS_BLOCK_RELATED },
    { "reporting by", BEGINS, true, true, 40, CS_BLOCK_BYLINE },
    { "(reporting by", BEGINS, true, true, 40, CS_BLOCK_BYLINE },
    { "additional reporting by", BEGINS, true, true, 40, CS_BLOCK_BYLINE },
    { "(additional reporting", BEGINS, true, true, 40, CS_BLOCK_BYLINE },
    { "editing by", BEGINS, true, true, 30, CS_BLOCK_BYLINE },
    { "(editing by", BEGINS, true, true, 30, CS_BLOCK_BYLINE },
    { "edited by", BEGINS, true, true, 12, CS_BLOCK_BYLINE },
    { "(edited by", BEGINS, true, true, 12, CS_BLOCK_BYLINE },
    { "written by", BEGINS, false, true, 10, CS_BLOCK_BYLINE },
    { "compiled by", BEGINS, false, true, 10, CS_BLOCK_BYLINE },
    { "translated by", BEGINS, false, true, 10, CS_BLOCK_BYLINE },
    { "with reporting by", BEGINS, true, true, 30, CS_BLOCK_BYLINE },
    { "with inputs from", BEGINS, true, true, 12, CS_BLOCK_BYLINE },
    { "(with inputs from", BEGINS, true, true, 12, CS_BLOCK_BYLINE },
    { "with agency inputs", BEGINS, true, true, 6, CS_BLOCK_BYLINE },
    { "our correspondent", BEGINS, false, false, 6, CS_BLOCK_BYLINE },
    { "from our correspondent", BEGINS, false, false, 8, CS_BLOCK_BYLINE },
    { "by our correspondent", BEGINS, false, false, 8, CS_BLOCK_BYLINE },
    { "from our own correspondent", BEGINS, false, false, 8, CS_BLOCK_BYLINE },
    { "our staff reporter", BEGINS, false, false, 6, CS_BLOCK_BYLINE },
    WHOLE_LINE("staff reporter", CS_BLOCK_BYLINE),
    WHOLE_LINE("staff writer", CS_BLOCK_BYLINE),
    WHOLE_LINE("staff report", CS_BLOCK_BYLINE),
    WHOLE_LINE("special correspondent", CS_BLOCK_BYLINE),
    WHOLE_LINE("web desk", CS_BLOCK_BYLINE),
    WHOLE_LINE("news desk", CS_BLOCK_BYLINE),
};

/* No furniture has more words: of the wordings, copyright notices are the
 * longest. */
enum { MAX_FURNITURE_WORDS = 70 };

static bool fits(const struct wording *w, const struct cs_line_key *key,
                 bool first)
{
    const struct cs_str s = cs_key_str(key);
    if (w->met == WHOLE) {
        struct cs_str t = s;
        if (key->words > 4)
            return false;
        while (t.n > 0 && (t.p[0] == '(' || t.p[0] == '['))
            t = cs_str_sub(t, 1, t.n);
        if (t.n == 0 || t.p[0] != w->text[0])
            return false;
        while (t.n > 0 && strchr(".:()[]", t.p[t.n - 1]) != NULL)
            t.n--;
        return cs_str_is(t, w->text);
    }
    if (s.p[0] != w->text[0] || (w->label && first) ||
        (w->words > 0 && key->words > w->words))
        return false;
    if (key->final && !w->sentence && key->words >= 5)
        return false;
    return begins(s, w->text);
}

bool cs_is_related_heading(const struct cs_line_key *key)
{
    static const char *const headings[] = {
        "related",
        "related stories",
        "related articles",
        "related topics",
        "related news",
        "related content",
        "related coverage",
        "related posts",
        "related links",
        "see also",
        "read more",
        "read also",
        "also read",
        "more on this story",
        "more stories",
        "more news",
        "most read",
        "most popular",
        "most viewed",
        "trending",
        "trending now",
        "trending stories",
        "top stories",
        "latest news",
        "latest stories",
        "recommended",
        "recommended for you",
        "recommended stories",
        "you may also like",
        "you might also like",
        "you may be interested in",
        "don't miss",
        "editor's picks",
        "editors' picks",
        "editor's choice",
        "up next",
        "next story",
        "previous story",
        "popular stories",
        "in case you missed it",
        "more like this",
        "what to read next",
        "keep reading",
        "other stories",
        "other news",
        "more from",
        "around the web",
    };
    struct cs_str s = cs_key_str(key);
    while (s.n > 0 && strchr(".: ", s.p[s.n - 1]) != NULL)
        s.n--;
    return IN_LIST(s, headings);
}

/* Every word names a button or a network, and one of them surely does. */
static bool is_share_row(const struct cs_line_key *key)
{
    static const char *const sure[] = {
        "facebook", "twitter",   "linkedin",  "mail",      "email",
        "e-mail",   "share",     "tweet",     "pinterest", "reddit",
        "whatsapp", "telegram",  "messenger", "instagram", "youtube",
        "tiktok",   "flipboard", "print",     "bluesky",   "threads",
        "mastodon", "retweet",   "comments",  "comment",   "sms",
        "bookmark", "viber",     "tumblr",    "shares",
    };
    static const char *const fine[] = {
        "x",       "on",      "via",    "this",   "copy",   "link",   "save",
        "article", "story",   "page",   "post",   "with",   "us",     "to",
        "and",     "or",      "by",     "like",   "follow", "listen", "play",
        "google",  "news",    "pin",    "it",     "view",   "all",    "close",
        "icon",    "channel", "button", "friend", "k",
    };
    if (key->cut || key->words == 0 || key->words > 16)
        return false;
    struct cs_str rest = cs_key_str(key), w;
    bool any = false;
    while (next_word(&rest, &w)) {
        if (IN_LIST(w, sure))
            any = true;
        else if (!IN_LIST(w, fine) && !cs_ascii_digit(w.p[0]))
            return false;
    }
    return any && !(key->final && key->words >= 5);
}

/* "Follow Jane Doe on Twitter", "Follow @desk on X". */
static bool is_follow(const struct cs_line_key *key)
{
    static const char *const networks[] = {
        "twitter",  "facebook", "instagram", "telegram", "whatsapp", "x",
        "linkedin", "tiktok",   "youtube",   "threads",  "bluesky",  "mastodon",
    };
    if (!begins(cs_key_str(key), "follow") || key->words > 16)
        return false;
    struct cs_str rest = cs_key_str(key), w, last = { NULL, 0 };
    bool on_network = false;
    while (next_word(&rest, &w)) {
        if (IN_LIST(w, networks) && cs_str_is(last, "on"))
            on_network = true;
        last = w;
    }
    return on_network && (!key->final || IN_LIST(last, networks));
}

/* A note that a machine translated the text. */
static bool is_translation_note(const struct cs_line_key *key)
{
    static const char *const plain[] = {
        "powered by automated translation",
        "powered by automatic translation",
        "powered by machine translation",
        "powered by google translate",
        "powered by ai translation",
        "automated translation",
        "automatic translation",
        "automatically translated",
        "machine translation",
        "machine translated",
        "machine-translated",
        "translated automatically",
        "translated by machine",
        "translated by a machine",
        "translated by google",
        "translated by deepl",
        "translated by ai",
        "translated with google",
        "translated with deepl",
        "translated using",
        "translated by artificial intelligence",
        "ai translation",
        "ai-translated",
        "auto-translated",
        "auto translated",
    };
    static const char *const machine[] = {
        "automat", "machine", "google", "deepl", "artificial intelligence",
        "ai-",     " ai ",    " ai.",   "auto-", "software",
    };
    static const char *const openers[] = {
        "this article",
        "this story",
        "this text",
        "this page",
        "this report",
        "this content",
        "this post",
        "this version",
        "this is a",
        "this is an",
        "this translation",
        "the above",
        "the article",
        "the following text",
        "the following article",
        "note:",
        "editor's note",
        "disclaimer",
        "(this",
        "[this",
    };
    struct cs_str s = cs_key_str(key);
    while (s.n > 0 && (s.p[0] == '(' || s.p[0] == '['))
        s = cs_str_sub(s, 1, s.n);
    if (key->words > 40 || !has(s, "transl"))
        return false;
    if (BEGINS_ANY(s, plain))
        return key->words <= 4 || (key->words <= 12 && !key->final);
    bool by_machine = false;
    for (size_t i = 0; i < sizeof machine / sizeof machine[0]; i++)
        by_machine = by_machine || has(s, machine[i]);
    return by_machine && BEGINS_ANY(s, openers);
}

/* Words that may surround a page's time. */
static bool time_word(struct cs_str w)
{
    static const char *const list[] = {
        "published",   "publish", "updated", "update",  "last",
        "modified",    "posted",  "post",    "first",   "created",
        "date",        "on",      "at",      "in",      "issued",
        "uploaded",    "edited",  "revised", "release", "released",
        "publication", "ago",     "hours",   "hour",    "minutes",
        "minute",      "mins",    "min",     "hrs",     "hr",
        "days",        "day",     "weeks",   "week",    "read",
        "gmt",         "utc",     "est",     "edt",     "ist",
        "time",        "local",   "am",      "pm",      "edition",
        "story",       "this",    "is",      "from",    "was",
        "article",     "a",       "an",      "the",     "and",
        "reading",     "of",      "print",
    };
    return IN_LIST(w, list) || (w.n <= 4 && cs_ascii_digit(w.p[0]));
}

static bool begins_with_time_label(struct cs_str s)
{
    static const char *const labels[] = {
        "published",
        "updated",
        "posted",
        "last updated",
        "last update",
        "last modified",
        "last edited",
        "modified",
        "first published",
        "created",
        "date",
        "publication date",
        "published date",
        "issued",
        "uploaded",
        "edited",
        "revised",
        "release date",
        "update",
        "this story is from",
        "this article is from",
        "this story was published",
        "this article was published",
    };
    return BEGINS_ANY(s, labels);
}

/* Words of a line that neither belong to a date nor are time_words; *bare:
 * there is nothing but dates. */
static int foreign_words(struct cs_str s, bool *dated, bool *bare, bool *ago)
{
    int foreign = 0;
    *dated = *ago = false;
    *bare = true;
    while (s.n > 0) {
        struct cs_stamp stamp = { 0, -1, s.n, s.n };
        if (cs_stamp_find(s, &stamp))
            *dated = true;
        struct cs_str rest = cs_str_sub(s, 0, stamp.b), w;
        while (next_word(&rest, &w)) {
            *bare = false;
            *ago = *ago || cs_str_is(w, "ago");
            if (cs_str_is(w, "by"))
                return foreign; /* "Updated ... by Jane Doe" */
            foreign += !time_word(w);
        }
        s = cs_str_sub(s, stamp.e, s.n);
    }
    return foreign;
}

static bool is_time_line(const struct cs_line_key *key, bool first)
{
    if (key->cut || key->words > 24)
        return false;
    bool dated, bare, ago;
    const struct cs_str s = cs_key_str(key);
    const int foreign = foreign_words(s, &dated, &bare, &ago);
    const bool label = begins_with_time_label(s);
    if (foreign > 0 || bare)
        return false;
    if (ago && key->words <= 12)
        return true;
    return label && (dated || (!first && key->words <= 5));
}

/* "5 min read", "Reading time: 3 minutes". */
static bool is_reading_time(const struct cs_line_key *key)
{
    const struct cs_str s = cs_key_str(key);
    return key->words <= 6 &&
           (begins(s, "reading time") || has(s, " min read") ||
            has(s, "-minute read") || has(s, " minute read") ||
            has(s, " minutes read") || has(s, " mins read"));
}

static bool has_year(struct cs_str s)
{
    struct cs_str w;
    while (next_word(&s, &w)) {
        if (w.n >= 4 && (w.p[0] == '1' || w.p[0] == '2') &&
            cs_ascii_digit(w.p[1]) && cs_ascii_digit(w.p[2]) &&
            cs_ascii_digit(w.p[3]) && (w.n == 4 || w.p[4] == '-'))
            return true;
    }
    return false;
}

static bool is_copyright(const struct cs_line_key *key)
{
    const struct cs_str s = cs_key_str(key);
    if (has(s, "all rights reserved") ||
        has(s, "may not be published, broadcast") ||
        (has(s, "may not be reproduced") &&
         (has(s, "permission") || has(s, "copyright"))))
        return true;
    if (begins(s, "\u00a9") || begins(s, "(c)"))
        return key->words <= 20 && has_year(s);
    if (!begins(s, "copyright"))
        return false;
    return key->words <= 20 && (has_year(s) || has(s, "\u00a9") ||
                                has(s, "(c)") || has(s, "copyright:"));
}

static bool no_letters(struct cs_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (cs_ascii_alpha(s.p[i]) || (unsigned char)s.p[i] >= 0xc3)
            return false;
        if (cs_ascii_digit(s.p[i]) && s.n > 4)
            return false;
    }
    return true;
}

static bool is_address(const struct cs_line_key *key)
{
    const struct cs_str s = cs_key_str(key);
    if (key->words != 1 || key->cut)
        return false;
    return begins(s, "http://") || begins(s, "https://") || begins(s, "www.") ||
           (has(s, "@") && has(s, "."));
}

enum cs_block_kind cs_furniture(const struct cs_line_key *key, bool first)
{
    const struct cs_str s = cs_key_str(key);
    if (s.n == 0)
        return CS_BLOCK_OTHER;
    if (key->cut || key->words > MAX_FURNITURE_WORDS)
        return CS_BLOCK_BODY;
    if (is_translation_note(key))
        return CS_BLOCK_TRANSLATED;
    if (is_time_line(key, first))
        return CS_BLOCK_UPDATED;
    for (size_t i = 0; i < sizeof wordings / sizeof wordings[0]; i++) {
        if (fits(&wordings[i], key, first))
            return wordings[i].kind;
    }
    if (is_share_row(key) || is_follow(key))
        return CS_BLOCK_SHARE;
    if (cs_is_related_heading(key) && !first)
        return CS_BLOCK_RELATED;
    if (is_copyright(key) || is_reading_time(key) || no_letters(s) ||
        is_address(key))
        return CS_BLOCK_OTHER;
    if (key->words <= 40 && (has(s, "contributed to this report") ||
                             has(s, "contributed to this story") ||
                             has(s, "contributed to this article") ||
                             has(s, "contributed reporting")))
        return CS_BLOCK_BYLINE;
    if (cs_is_credit(key))
        return CS_BLOCK_CREDIT;
    return CS_BLOCK_BODY;
}

/* --- credits ----------------------------------------------------------- */

static bool agency_word(struct cs_str w)
{
    static const char *const list[] = {
        "getty",         "afp",        "reuters",      "ap",
        "epa",           "epa-efe",    "shutterstock", "alamy",
        "anadolu",       "xinhua",     "bloomberg",    "dpa",
        "efe",           "ansa",       "tass",         "itar-tass",
        "sputnik",       "novosti",    "interfax",     "wam",
        "unsplash",      "wikimedia",  "istock",       "corbis",
        "nurphoto",      "zuma",       "sipa",         "upi",
        "kcna",          "kyodo",      "yonhap",       "ani",
        "pti",           "ians",       "irna",         "isna",
        "sana",          "tasnim",     "mehr",         "petra",
        "spa",           "kuna",       "bernama",      "antara",
        "agencies",      "associated", "agence",       "france-presse",
        "acan-efe",      "notimex",    "cnn",          "bbc",
        "cbc",           "npr",        "pajhwok",      "belga",
        "lusa",          "prensa",     "pa",           "handout",
        "apa",           "ap2",        "prnewswire",   "newswire",
        "globenewswire", "voa",        "ips",          "irin",
    };
    return IN_LIST(w, list);
}

/* Words that go with an agency's name. */
static bool agency_filler(struct cs_str w)
{
    static const char *const list[] = {
        "images", "image",    "agency",   "wire",  "media",    "commons",
        "file",   "photo",    "photos",   "press", "features", "via",
        "stock",  "courtesy", "the",      "and",   "news",     "of",
        "pool",   "latina",   "service",  "staff", "archive",  "europe",
        "by",     "s",        "pictures",
    };
    return IN_LIST(w, list);
}

bool cs_is_agency(struct cs_str lower)
{
    struct cs_str rest = lower, w;
    bool any = false;
    while (next_word(&rest, &w)) {
        if (agency_word(w))
            any = true;
        else if (!agency_filler(w))
            return false;
    }
    return any;
}

/* Some word is an agency's. */
static bool names_agency(struct cs_str lower)
{
    struct cs_str rest = lower, w;
    while (next_word(&rest, &w)) {
        if (agency_word(w))
            return true;
    }
    return false;
}

/* All words begin with a capital, particles and fillers aside. Where there are
 * no small letters at all, this says something of short wordings only. */
static bool all_capital(struct cs_str text)
{
    struct cs_str rest = text, w;
    bool any = false, small = false;
    for (size_t i = 0; i < text.n; i++)
        small = small || (text.p[i] >= 'a' && text.p[i] <= 'z');
    if (!small && text.n > 24)
        return false;
    while (next_word(&rest, &w)) {
        if (starts_upper(w))
            any = true;
        else if (!name_particle(w) && !agency_filler(w) &&
                 !cs_str_is(w, "in") && !cs_str_is(w, "for"))
            return false;
    }
    return any;
}

static bool labelled_credit(const struct cs_line_key *key)
{
    static const char *const labels[] = {
        "photo",
        "photos",
        "photograph",
        "photographs",
        "photography",
        "picture",
        "pictures",
        "pic",
        "image",
        "images",
        "illustration",
        "graphic",
        "file photo",
        "file picture",
        "file image",
        "file",
        "handout",
        "credit",
        "credits",
        "photo credit",
        "image credit",
        "picture credit",
        "photo credits",
        "image source",
        "photo source",
        "cover photo",
        "featured image",
        "video",
        "source",
        "courtesy",
        "file photograph",
        "representative image",
        "representational image",
        "photo courtesy",
        "image courtesy",
        "courtesy photo",
        "contributed photo",
        "handout photo",
    };
    static const char *const joints[] = {
        ":",       " by ", " via ", " courtesy of ", " copyright", " credit",
        " \u00a9", "/",    " |",    " of ",          " -",
    };
    const struct cs_str s = cs_key_str(key);
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        if (!begins(s, labels[i]))
            continue;
        const size_t n = strlen(labels[i]);
        struct cs_str rest = cs_str_sub(s, n, s.n);
        const size_t offset = key->text.n >= s.n ? key->text.n - rest.n : 0;
        if (rest.n == 0)
            return !cs_str_is(s, "source") && !cs_str_is(s, "video");
        /* "Image source, Reuters", but not "Photographs, taken by ...". */
        bool joined = rest.p[0] == ',' && has(s, "source,");
        for (size_t k = 0; k < sizeof joints / sizeof joints[0]; k++)
            joined = joined || cs_str_starts(rest, cs_str_of(joints[k]));
        if (!joined)
            continue;
        /* "Video: army retakes town" is a headline, "Video: AFP" is not. */
        if (names_agency(rest) && key->words <= 10)
            return true;
        if (cs_str_is(cs_str_of(labels[i]), "video") ||
            cs_str_is(cs_str_of(labels[i]), "file") ||
            cs_str_starts(rest, CS_STR(" of ")))
            continue;
        if (key->words <= 10 &&
            all_capital(cs_str_sub(key->text, offset, key->text.n)))
            return true;
    }
    return begins(s, "image copyright") && key->words <= 8;
}

bool cs_is_credit(const struct cs_line_key *key)
{
    struct cs_str s = cs_key_str(key);
    if (key->cut || s.n == 0 || key->words > 14)
        return false;
    if (labelled_credit(key))
        return true;
    const bool bracket = (s.p[0] == '(' && s.p[s.n - 1] == ')') ||
                         (s.p[0] == '[' && s.p[s.n - 1] == ']');
    if (key->final && !bracket)
        return key->words == 1 && cs_is_agency(s);
    if (key->words <= 7 && cs_is_agency(s))
        return true;
    if (begins(s, "\u00a9") && key->words <= 7)
        return true;
    const bool slash = has(s, "/") || has(s, "|") || has(s, "\u00a9");
    if (!bracket && !slash)
        return false;
    if (has(s, "://") || key->words > 10)
        return false;
    if (bracket && (has(s, "(photo") || has(s, "[photo") || has(s, "(image") ||
                    has(s, "(file") || has(s, "(picture")))
        return true;
    if (!all_capital(key->text))
        return false;
    return names_agency(s) || (bracket && slash);
}

/* --- around the report ------------------------------------------------- */

static bool role_word(struct cs_str w)
{
    static const char *const list[] = {
        "correspondent", "reporter", "editor",   "staff",      "writer",
        "news",          "bureau",   "chief",    "desk",       "special",
        "senior",        "foreign",  "press",    "associated", "reuters",
        "afp",           "bbc",      "cnn",      "agency",     "contributor",
        "diplomatic",    "defence",  "security", "political",  "deputy",
        "and",           "with",     "agencies", "at",         "of",
        "the",           "in",       "for",      "online",     "today",
        "times",         "post",     "updated",  "published",
    };
    return IN_LIST(w, list);
}

/* "By Jane Doe, Reuters", "By JANE DOE and John Roe in Baghdad". */
static bool is_by(const struct cs_line_key *key)
{
    static const char *const no_name[] = {
        "monday",    "tuesday", "wednesday", "thursday", "friday",
        "saturday",  "sunday",  "january",   "february", "march",
        "april",     "may",     "june",      "july",     "august",
        "september", "october", "november",  "december",
    };
    const struct cs_str s = cs_key_str(key);
    if (!begins(s, "by ") || key->words < 2 || key->words > 18 || key->final ||
        s.p[s.n - 1] == ':')
        return false;
    struct cs_stamp stamp;
    struct cs_str name = key->text;
    if (cs_stamp_find(name, &stamp))
        name.n = stamp.b;
    const size_t by = cs_str_find(name, CS_STR(" "));
    if (by == SIZE_MAX)
        return false;
    struct cs_str rest = cs_str_sub(name, by, name.n), w;
    struct cs_str low = cs_str_sub(s, 3, s.n), first;
    if (!next_word(&low, &first) || IN_LIST(first, no_name))
        return false;
    int capital = 0;
    while (next_word(&rest, &w)) {
        if (starts_upper(w))
            capital++;
        else if (!name_particle(w) && !role_word(w) && !time_word(w))
            return false;
    }
    return capital > 0 && capital <= 10;
}

/* "Jane Doe in Baghdad", "Jane Doe, BBC News", "Jane Doe | Reuters". */
static bool is_name_and_place(const struct cs_line_key *key)
{
    if (key->final || key->words < 3 || key->words > 12)
        return false;
    const struct cs_str t = key->text;
    const size_t in = cs_str_find(t, CS_STR(" in "));
    if (in != SIZE_MAX) {
        const struct cs_str place = cs_str_sub(t, in + 4, t.n);
        return cs_is_name(cs_str_sub(t, 0, in)) && all_capital(place) &&
               key->words <= 9;
    }
    size_t cut = cs_str_find(t, CS_STR(", "));
    if (cut == SIZE_MAX)
        cut = cs_str_find(t, CS_STR(" | "));
    if (cut == SIZE_MAX || !cs_is_name(cs_str_sub(t, 0, cut)))
        return false;
    struct cs_str rest = cs_key_str(key), w;
    const size_t c = cs_str_find(rest, CS_STR(", "));
    const size_t at = c != SIZE_MAX ? c : cs_str_find(rest, CS_STR(" | "));
    if (at == SIZE_MAX)
        return false;
    rest = cs_str_sub(rest, at, rest.n);
    bool any = false;
    while (next_word(&rest, &w)) {
        if (!role_word(w) && !agency_word(w) && !agency_filler(w))
            return false;
        any = true;
    }
    return any;
}

enum cs_block_kind cs_furniture_around(const struct cs_line_key *key,
                                       bool first)
{
    if (key->cut || key->n == 0)
        return CS_BLOCK_BODY;
    if (is_by(key))
        return CS_BLOCK_BYLINE;
    bool dated, bare, ago;
    if (key->words <= 16 &&
        foreign_words(cs_key_str(key), &dated, &bare, &ago) == 0 && dated)
        return CS_BLOCK_UPDATED;
    if (!first && is_name_and_place(key))
        return CS_BLOCK_BYLINE;
    return CS_BLOCK_BODY;
}

int cs_furniture_stamp(const struct cs_line_key *key, struct cs_stamp *stamp)
{
    const struct cs_str s = cs_key_str(key);
    static const char *const labels[] = { "publi", "posted", "issued" };
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        const size_t at = cs_str_find(s, cs_str_of(labels[i]));
        if (at != SIZE_MAX && cs_stamp_find(cs_str_sub(s, at, s.n), stamp))
            return 3;
    }
    if (!cs_stamp_find(s, stamp))
        return 0;
    return has(s, "updat") || has(s, "modified") || has(s, "edited") ||
                   has(s, "revised")
               ? 1
               : 2;
}

struct cs_str cs_byline_author(struct cs_str text)
{
    struct cs_str s = text;
    static const char *const openers[] = { "by ", "written by ", "story by " };
    for (size_t i = 0; i < sizeof openers / sizeof openers[0]; i++) {
        const struct cs_str o = cs_str_of(openers[i]);
        if (s.n > o.n && cs_str_eq_nocase(cs_str_sub(s, 0, o.n), o)) {
            s = cs_str_sub(s, o.n, s.n);
            break;
        }
    }
    struct cs_stamp stamp;
    if (cs_stamp_find(s, &stamp))
        s.n = stamp.b;
    static const char *const ends[] = { ",", " in ", " | ",  " - ",
                                        "/", "(",    " at ", " for " };
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        const size_t cut = cs_str_find(s, cs_str_of(ends[i]));
        if (cut != SIZE_MAX)
            s.n = cut;
    }
    s = cs_str_trim(s);
    const size_t and = cs_str_find(s, CS_STR(" and "));
    const bool names = and == SIZE_MAX
                           ? cs_is_name(s)
                           : cs_is_name(cs_str_sub(s, 0, and)) &&
                                 cs_is_name(cs_str_sub(s, and+5, s.n));
    return names ? s : (struct cs_str){ NULL, 0 };
}
