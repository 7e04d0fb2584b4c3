#include "output/term.h"

#include <utf8proc.h>

enum { DEFAULT_WIDTH = 80, LEAST_WIDTH = 40 };

uint32_t cs_style_width(const struct cs_style *style)
{
    if (style->width == 0)
        return DEFAULT_WIDTH;
    return style->width < LEAST_WIDTH ? LEAST_WIDTH : style->width;
}

/* --- cleaning --------------------------------------------------------- */

/* One character of cleaned text. */
struct glyph {
    struct cs_str bytes; /* of the text, or a replacement */
    uint32_t width;
    bool space;
};

static bool is_space(utf8proc_int32_t c)
{
    return (c >= '\t' && c <= '\r') || c == ' ' || c == 0x85 || c == 0xa0 ||
           c == 0x2028 || c == 0x2029;
}

/* Soft hyphen, zero-width space, word joiner, byte order mark: left out. */
static bool is_nothing(utf8proc_int32_t c)
{
    return c == 0xad || c == 0x200b || c == 0x2060 || c == 0xfeff;
}

/* Control and format characters, but for the joiners that scripts need. */
static bool is_harmful(utf8proc_int32_t c)
{
    if (c == 0x200c || c == 0x200d)
        return false;
    const utf8proc_category_t category = utf8proc_category(c);
    return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF;
}

/* The next glyph of *s; a run of white space is one. False at the end. */
static bool next_glyph(struct cs_str *s, struct glyph *glyph)
{
    if (s->n == 0)
        return false;
    utf8proc_int32_t c;
    utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s->p,
                                          (utf8proc_ssize_t)s->n, &c);
    const bool broken = n <= 0;
    if (broken)
        n = 1;
    if (!broken && is_nothing(c))
        *glyph = (struct glyph){ CS_STR(""), 0, false };
    else if (broken || is_harmful(c))
        *glyph = (struct glyph){ CS_STR("\xef\xbf\xbd"), 1, false };
    else
        *glyph = (struct glyph){ cs_str_sub(*s, 0, (size_t)n),
                                 (uint32_t)utf8proc_charwidth(c), false };
    if (!broken && is_space(c))
        *glyph = (struct glyph){ CS_STR(" "), 1, true };
    *s = cs_str_sub(*s, (size_t)n, s->n);
    while (glyph->space && s->n > 0) {
        n = utf8proc_iterate((const utf8proc_uint8_t *)s->p,
                             (utf8proc_ssize_t)s->n, &c);
        if (n <= 0 || !is_space(c))
            break;
        *s = cs_str_sub(*s, (size_t)n, s->n);
    }
    return true;
}

uint32_t cs_term_width(struct cs_str s)
{
    uint32_t width = 0;
    struct glyph glyph;
    while (next_glyph(&s, &glyph))
        width += glyph.width;
    return width;
}

void cs_term_pad(struct cs_sink *sink, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        cs_sink_char(sink, ' ');
}

/* --- emphasis --------------------------------------------------------- */

static void ink_on(struct cs_sink *sink, bool colour, enum cs_ink ink)
{
    static const char *const codes[] = {
        "",         "\x1b[1m",  "\x1b[2m",  "\x1b[31m",
        "\x1b[33m", "\x1b[32m", "\x1b[36m",
    };
    if (colour)
        cs_sink_cstr(sink, codes[ink]);
}

static void ink_off(struct cs_sink *sink, bool colour, enum cs_ink ink)
{
    if (colour && ink != CS_INK_PLAIN)
        cs_sink_cstr(sink, "\x1b[0m");
}

/* --- one line --------------------------------------------------------- */

uint32_t cs_line_str(struct cs_line *line, struct cs_str s, uint32_t most,
                     enum cs_ink ink)
{
    const uint32_t room = most < line->left ? most : line->left;
    const bool fits = cs_term_width(s) <= room;
    uint32_t used = 0;
    struct glyph glyph;
    if (room == 0)
        return 0;
    ink_on(line->sink, line->colour, ink);
    while (next_glyph(&s, &glyph) && (fits || used + glyph.width + 1 <= room)) {
        cs_sink_str(line->sink, glyph.bytes);
        used += glyph.width;
    }
    if (!fits) {
        cs_sink_cstr(line->sink, "…");
        used++;
    }
    ink_off(line->sink, line->colour, ink);
    line->left -= used;
    return used;
}

struct cs_str cs_term_head(struct cs_str s, uint32_t room)
{
    uint32_t used = 0;
    size_t end = 0;
    struct cs_str rest = s;
    struct glyph glyph;
    if (cs_term_width(s) <= room)
        return s;
    for (;;) {
        const size_t at = s.n - rest.n;
        if (!next_glyph(&rest, &glyph))
            break;
        if (glyph.space)
            end = at;
        used += glyph.width;
        if (used > room)
            break;
    }
    return cs_str_sub(s, 0, end);
}

struct cs_str cs_term_tail(struct cs_str s, uint32_t room)
{
    uint32_t width = cs_term_width(s);
    struct cs_str rest = s;
    struct glyph glyph;
    if (width <= room)
        return s;
    while (next_glyph(&rest, &glyph)) {
        width -= glyph.width;
        if (glyph.space && width <= room)
            return rest;
    }
    return rest;
}

uint32_t cs_line_cstr(struct cs_line *line, const char *s, enum cs_ink ink)
{
    return cs_line_str(line, cs_str_of(s), UINT32_MAX, ink);
}

/* Decimal digits of value and a NUL; returns where they begin. */
static const char *digits_of(int64_t value, char buffer[24])
{
    char *p = buffer + 23;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    *p = '\0';
    do {
        *--p = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (value < 0)
        *--p = '-';
    return p;
}

void cs_line_int(struct cs_line *line, int64_t value, enum cs_ink ink)
{
    char buffer[24];
    cs_line_cstr(line, digits_of(value, buffer), ink);
}

void cs_line_pad(struct cs_line *line, uint32_t n)
{
    if (n > line->left)
        n = line->left;
    cs_term_pad(line->sink, n);
    line->left -= n;
}

void cs_line_end(struct cs_line *line)
{
    cs_sink_char(line->sink, '\n');
    line->left = 0;
}

/* --- a paragraph ------------------------------------------------------ */

struct cs_para cs_para_at(struct cs_sink *sink, const struct cs_style *style,
                          uint32_t indent, uint32_t column)
{
    return (struct cs_para){ .sink = sink,
                             .colour = style->colour,
                             .width = cs_style_width(style),
                             .indent = indent,
                             .column = column };
}

void cs_para_break(struct cs_para *para)
{
    cs_sink_char(para->sink, '\n');
    cs_term_pad(para->sink, para->indent);
    para->column = para->indent;
    para->begun = para->space = false;
}

/* The glyphs of s up to the next white space, as they stand in the text. */
static struct cs_str cut_word(struct cs_str *s)
{
    const char *start = s->p;
    struct cs_str rest = *s;
    struct glyph glyph;
    while (next_glyph(&rest, &glyph) && !glyph.space)
        *s = rest;
    return (struct cs_str){ start, (size_t)(s->p - start) };
}

static void put_word(struct cs_para *para, struct cs_str word, enum cs_ink ink)
{
    const uint32_t width = cs_term_width(word);
    struct glyph glyph;
    cs_para_need(para, width);
    if (para->space) {
        cs_sink_char(para->sink, ' ');
        para->column++;
    }
    para->space = false;
    para->begun = true;
    ink_on(para->sink, para->colour, ink);
    while (next_glyph(&word, &glyph))
        cs_sink_str(para->sink, glyph.bytes);
    ink_off(para->sink, para->colour, ink);
    para->column += width;
}

void cs_para_need(struct cs_para *para, uint32_t columns)
{
    if (para->space && para->column + 1 + columns > para->width)
        cs_para_break(para);
}

void cs_para_str(struct cs_para *para, struct cs_str s, enum cs_ink ink)
{
    while (s.n > 0) {
        struct glyph glyph;
        struct cs_str rest = s;
        next_glyph(&rest, &glyph);
        if (glyph.space) {
            para->space = para->begun;
            s = rest;
            continue;
        }
        put_word(para, cut_word(&s), ink);
    }
}

void cs_para_cstr(struct cs_para *para, const char *s, enum cs_ink ink)
{
    cs_para_str(para, cs_str_of(s), ink);
}

void cs_para_int(struct cs_para *para, int64_t value, enum cs_ink ink)
{
    char buffer[24];
    cs_para_cstr(para, digits_of(value, buffer), ink);
}

void cs_para_end(struct cs_para *para)
{
    cs_sink_char(para->sink, '\n');
    para->column = 0;
    para->begun = para->space = false;
}
