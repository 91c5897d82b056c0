/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gln-format.h"

#include <math.h>
#include <string.h>

#define DASH "—"
#define NBSP "\302\240"
#define MINUS "−"
#define M2_PER_HA 1e4
/* Below this an area reads better in square metres. */
#define SMALL_AREA_M2 1000.0

/** gln_lang_current: the language of the user's locale: Chinese, else English. */
GlnLang
gln_lang_current (void)
{
  const char *const *names = g_get_language_names ();

  return names[0] && g_str_has_prefix (names[0], "zh") ? GLN_LANG_ZH : GLN_LANG_EN;
}

/** gln_lang_parse: "zh", "zh_CN", "en", "en_GB" …; FALSE for any other language. */
gboolean
gln_lang_parse (const char *text, GlnLang *lang)
{
  if (text && g_str_has_prefix (text, "zh"))
    *lang = GLN_LANG_ZH;
  else if (text && g_str_has_prefix (text, "en"))
    *lang = GLN_LANG_EN;
  else
    return FALSE;
  return TRUE;
}

/** gln_lang_pick: the text in @lang. */
const char *
gln_lang_pick (GlnLang lang, const char *zh, const char *en)
{
  return lang == GLN_LANG_ZH ? zh : en;
}

/* Digits of a number >= 0 with groups of three. */
static void
append_grouped (GString *out, const char *digits)
{
  const char *point = strchr (digits, '.');
  gsize whole = point ? (gsize) (point - digits) : strlen (digits);

  for (gsize i = 0; i < whole; i++)
    {
      g_string_append_c (out, digits[i]);
      if (i + 1 < whole && (whole - i - 1) % 3 == 0)
        g_string_append (out, NBSP);
    }
  if (point)
    g_string_append (out, point);
}

static char *
format_with_sign (double value, guint decimals, const char *plus)
{
  char format[8], digits[352]; /* room for the 309 digits of G_MAXDOUBLE */
  GString *out;

  if (!isfinite (value))
    return g_strdup (DASH);
  decimals = MIN (decimals, 9u);
  g_snprintf (format, sizeof format, "%%.%uf", decimals);
  g_ascii_formatd (digits, sizeof digits, format, fabs (value));
  out = g_string_new (NULL);
  if (strspn (digits, "0.") < strlen (digits)) /* no sign before a zero */
    g_string_append (out, value < 0 ? MINUS : plus);
  append_grouped (out, digits);
  return g_string_free (out, FALSE);
}

/** gln_format_number: @value with @decimals (0..9), thousands set apart; an em dash when not finite. */
char *
gln_format_number (double value, guint decimals)
{
  return format_with_sign (value, decimals, "");
}

/** gln_format_signed: like gln_format_number() with a plus sign for what is above zero. */
char *
gln_format_signed (double value, guint decimals)
{
  return format_with_sign (value, decimals, "+");
}

/** gln_format_hectares: the number of hectares, two decimals, without unit. */
char *
gln_format_hectares (double area_m2)
{
  return gln_format_number (area_m2 / M2_PER_HA, 2);
}

/** gln_format_km2: the number of square kilometres, three decimals, without unit. */
char *
gln_format_km2 (double area_m2)
{
  return gln_format_number (area_m2 / 1e6, 3);
}

static char *
join_unit (char *number, const char *unit)
{
  g_autofree char *owned = number;

  if (*unit == '\0' || g_str_equal (number, DASH))
    return g_steal_pointer (&owned);
  return g_strconcat (number, NBSP, unit, NULL);
}

/** gln_format_area: hectares with unit, or square metres when it is small. */
char *
gln_format_area (double area_m2, GlnLang lang)
{
  if (fabs (area_m2) < SMALL_AREA_M2)
    return join_unit (gln_format_number (area_m2, 0), "m²");
  return join_unit (gln_format_hectares (area_m2), gln_lang_pick (lang, "公顷", "ha"));
}

/** gln_format_length: metres, or kilometres from 10 km on, with unit. */
char *
gln_format_length (double length_m, GlnLang lang)
{
  if (fabs (length_m) < 1e4)
    return join_unit (gln_format_number (length_m, 0), "m");
  return join_unit (gln_format_number (length_m / 1000, 2), "km");
}

/** gln_format_population: 万人 in Chinese from 10 000 on, persons otherwise. */
char *
gln_format_population (double persons, GlnLang lang)
{
  g_autofree char *number = NULL;

  if (lang != GLN_LANG_ZH)
    return join_unit (gln_format_number (persons, 0), "people");
  if (!(fabs (persons) >= 1e4))
    return join_unit (gln_format_number (persons, 0), "人");
  number = gln_format_number (persons / 1e4, 2);
  if (g_str_has_suffix (number, "0")) /* 31.20 万人 is written 31.2 万人 */
    number[strlen (number) - 1] = '\0';
  return join_unit (g_steal_pointer (&number), "万人");
}

/* A series of EPSG codes with one central meridian or zone after the other. */
typedef struct
{
  int first, last;
  const char *datum;
  int width_deg;  /* of a zone */
  int number;     /* of the first zone, or its central meridian */
  gboolean zoned; /* false eastings begin with the zone's number */
} CrsSeries;

static const CrsSeries crs_series[] = {
  { 4491, 4501, "CGCS2000", 6, 13, TRUE },  { 4502, 4512, "CGCS2000", 6, 75, FALSE },
  { 4513, 4533, "CGCS2000", 3, 25, TRUE },  { 4534, 4554, "CGCS2000", 3, 75, FALSE },
  { 2327, 2337, "Xian 1980", 6, 13, TRUE }, { 2338, 2348, "Xian 1980", 6, 75, FALSE },
  { 2349, 2369, "Xian 1980", 3, 25, TRUE }, { 2370, 2390, "Xian 1980", 3, 75, FALSE },
  { 2401, 2421, "Beijing 1954", 3, 25, TRUE }, { 2422, 2442, "Beijing 1954", 3, 75, FALSE },
};

static char *
describe_epsg (int code, GlnLang lang)
{
  for (guint i = 0; i < G_N_ELEMENTS (crs_series); i++)
    {
      const CrsSeries *s = &crs_series[i];
      int step = code - s->first;
      if (code < s->first || code > s->last)
        continue;
      if (s->zoned)
        return lang == GLN_LANG_ZH
                   ? g_strdup_printf ("%s / %d°带 第%d带（EPSG:%d）", s->datum, s->width_deg, s->number + step, code)
                   : g_strdup_printf ("%s / %d° zone %d (EPSG:%d)", s->datum, s->width_deg, s->number + step, code);
      return lang == GLN_LANG_ZH
                 ? g_strdup_printf ("%s / %d°带 中央经线 %d°E（EPSG:%d）", s->datum, s->width_deg,
                                    s->number + step * s->width_deg, code)
                 : g_strdup_printf ("%s / %d° zone, central meridian %d°E (EPSG:%d)", s->datum, s->width_deg,
                                    s->number + step * s->width_deg, code);
    }
  return g_strdup_printf ("EPSG:%d", code);
}

/**
 * gln_format_crs:
 * @crs: of a plan: "EPSG:4547", "local" or WKT
 *
 * Returns: (transfer full): "CGCS2000 / 3°带 中央经线 114°E（EPSG:4547）"; of WKT its name
 */
char *
gln_format_crs (const char *crs, GlnLang lang)
{
  const char *from = strchr (crs, '"');
  const char *to = from ? strchr (from + 1, '"') : NULL;

  if (g_str_equal (crs, "local"))
    return g_strdup (gln_lang_pick (lang, "城市独立坐标系", "local city grid"));
  if (g_ascii_strncasecmp (crs, "EPSG:", 5) == 0)
    return describe_epsg ((int) g_ascii_strtoll (crs + 5, NULL, 10), lang);
  return to ? g_strndup (from + 1, (gsize) (to - from - 1)) : g_strdup (crs);
}

/** gln_unit_id: the unit that values are stored in, as data files and JSON name it: "ratio", "m2/person" … */
const char *
gln_unit_id (GlnUnit unit)
{
  static const char *const ids[] = {
    [GLN_UNIT_RATIO] = "ratio",   [GLN_UNIT_M2_PERSON] = "m2/person", [GLN_UNIT_M2] = "m2",
    [GLN_UNIT_M] = "m",           [GLN_UNIT_PER_10K] = "per10k",      [GLN_UNIT_PER_100K] = "per100k",
    [GLN_UNIT_COUNT] = "count",   [GLN_UNIT_INDEX] = "index",
  };

  g_return_val_if_fail ((guint) unit < G_N_ELEMENTS (ids), "");
  return ids[unit];
}

/** gln_format_unit: the unit that gln_format_quantity() counts in; "" for plain counts in English. */
const char *
gln_format_unit (GlnUnit unit, GlnLang lang)
{
  switch (unit)
    {
    case GLN_UNIT_RATIO:
      return "%";
    case GLN_UNIT_M2_PERSON:
      return gln_lang_pick (lang, "m²/人", "m²/person");
    case GLN_UNIT_M2:
      return gln_lang_pick (lang, "公顷", "ha");
    case GLN_UNIT_M:
      return "m";
    case GLN_UNIT_PER_10K:
      return gln_lang_pick (lang, "个/万人", "per 10" NBSP "000");
    case GLN_UNIT_PER_100K:
      return gln_lang_pick (lang, "个/10万人", "per 100" NBSP "000");
    case GLN_UNIT_COUNT:
      return gln_lang_pick (lang, "个", "");
    case GLN_UNIT_INDEX:
      return "";
    default:
      g_return_val_if_reached ("");
    }
}

/* Factor from the stored value to the printed one. */
static double
unit_scale (GlnUnit unit)
{
  return unit == GLN_UNIT_RATIO ? 100 : unit == GLN_UNIT_M2 ? 1 / M2_PER_HA : 1;
}

static guint
unit_decimals (GlnUnit unit)
{
  return unit == GLN_UNIT_COUNT ? 0 : unit == GLN_UNIT_M ? 1 : 2;
}

/** gln_format_quantity: @value of @unit as a number without its unit: 0.352 as "35.20". */
char *
gln_format_quantity (double value, GlnUnit unit)
{
  return gln_format_number (value * unit_scale (unit), unit_decimals (unit));
}

/** gln_format_value: number and unit: "35.20 %". */
char *
gln_format_value (double value, GlnUnit unit, GlnLang lang)
{
  return join_unit (gln_format_quantity (value, unit), gln_format_unit (unit, lang));
}

/** gln_format_change: signed difference without unit: "+0.09"; for live edits. */
char *
gln_format_change (double before, double after, GlnUnit unit)
{
  return gln_format_signed ((after - before) * unit_scale (unit), unit_decimals (unit));
}

static const char *
op_sign (const char *op)
{
  return g_strcmp0 (op, ">=") == 0 ? "≥" : g_strcmp0 (op, "<=") == 0 ? "≤" : op;
}

/**
 * gln_format_bound:
 * @op: ">=" ">" "<=" "<" "=" "between" or "bool"
 * @value2: upper end of between
 *
 * Returns: (transfer full): "≥ 35.40", "8.00–12.00", or yes for what must be there
 */
char *
gln_format_bound (const char *op, double value, double value2, GlnUnit unit, gboolean with_unit,
                  GlnLang lang)
{
  g_autofree char *low = gln_format_quantity (value, unit);
  g_autofree char *text = NULL;

  if (g_strcmp0 (op, "bool") == 0)
    return g_strdup (value != 0 ? gln_lang_pick (lang, "应有", "required")
                                : gln_lang_pick (lang, "不得有", "not allowed"));
  if (g_strcmp0 (op, "between") == 0)
    {
      g_autofree char *high = gln_format_quantity (value2, unit);
      text = g_strconcat (low, "–", high, NULL);
    }
  else
    text = g_strconcat (op_sign (op), NBSP, low, NULL);
  return with_unit ? join_unit (g_steal_pointer (&text), gln_format_unit (unit, lang))
                   : g_steal_pointer (&text);
}

/* Whether @text, the printed value, hides that some bound is missed. */
static gboolean
looks_met (const GlnIndicatorValue *value, const char *text, guint decimals)
{
  double scale = unit_scale (value->info->unit);

  for (guint i = 0; i < value->n_checks; i++)
    {
      const GlnCheck *check = &value->checks[i];
      g_autofree char *bound = gln_format_number (check->value * scale, decimals);
      if (check->status == GLN_STATUS_UNMET && value->value != check->value
          && check->actual == value->value && g_str_equal (bound, text))
        return TRUE;
    }
  return FALSE;
}

/**
 * gln_format_indicator:
 *
 * Returns: (transfer full): the value without its unit. Usually two decimals;
 *   more when rounding would print a missed target as reached (35.398 % against
 *   35.40 %)
 */
char *
gln_format_indicator (const GlnIndicatorValue *value)
{
  guint decimals = unit_decimals (value->info->unit);
  double scaled = value->value * unit_scale (value->info->unit);
  char *text = gln_format_number (scaled, decimals);

  for (guint more = 0; more < 4 && looks_met (value, text, decimals); more++)
    {
      g_free (text);
      text = gln_format_number (scaled, ++decimals);
    }
  return text;
}

/**
 * gln_format_phase:
 *
 * Returns: (transfer none): the phase's own name; a first phase that nobody
 *   named is the present: 现状
 */
const char *
gln_format_phase (const GlnPhase *phase, GlnLang lang)
{
  if (*phase->name && !g_str_equal (phase->name, phase->id))
    return phase->name;
  return g_str_equal (phase->id, "present") ? gln_lang_pick (lang, "现状", "Present") : phase->id;
}

/** gln_format_status: 达标, 未达标, 待定. */
const char *
gln_format_status (GlnStatus status, GlnLang lang)
{
  switch (status)
    {
    case GLN_STATUS_MET:
      return gln_lang_pick (lang, "达标", "met");
    case GLN_STATUS_UNMET:
      return gln_lang_pick (lang, "未达标", "unmet");
    case GLN_STATUS_UNKNOWN:
    default:
      return gln_lang_pick (lang, "待定", "open");
    }
}

/** gln_check_gap_is_area: whether the gap of @check is square metres of land, not the indicator's own unit. */
gboolean
gln_check_gap_is_area (const GlnIndicatorValue *value, const GlnCheck *check)
{
  if (value->info->unit == GLN_UNIT_M2)
    return TRUE;
  return value->info->gap_in_land && !value->entered && value->denominator > 0 && isfinite (check->gap);
}

/* Rounded up, so that what is printed is enough to close the gap. */
static double
round_up (double value, guint decimals)
{
  double scale = pow (10, decimals);

  return ceil (value * scale - 1e-6) / scale;
}

static char *
gap_size (const GlnIndicatorValue *value, const GlnCheck *check, GlnLang lang)
{
  GlnUnit unit = value->info->unit;
  guint decimals = unit_decimals (unit);

  if (gln_check_gap_is_area (value, check))
    return gln_format_area (check->gap < SMALL_AREA_M2
                                ? round_up (check->gap, 0)
                                : round_up (check->gap / M2_PER_HA, 2) * M2_PER_HA,
                            lang);
  if (unit == GLN_UNIT_RATIO)
    return join_unit (gln_format_number (round_up (check->gap * 100, decimals), decimals),
                      gln_lang_pick (lang, "个百分点", "percentage points"));
  return join_unit (gln_format_number (round_up (check->gap * unit_scale (unit), decimals), decimals),
                    gln_format_unit (unit, lang));
}

/* Why nothing is judged, in a word or two. */
static const char *
unknown_reason (const GlnIndicatorValue *value, const GlnCheck *check, GlnLang lang)
{
  if (!isfinite (value->value))
    return value->info->by_entry ? gln_lang_pick (lang, "待填", "to be entered")
                                 : gln_lang_pick (lang, "缺数据", "no data");
  if (value->provisional)
    return gln_lang_pick (lang, "缺边界，未判定", "no boundary, not judged");
  if (check->missing)
    return gln_lang_pick (lang, "缺适用条件", "condition not given");
  if (check->confidence == GLN_CONFIDENCE_KQ)
    return gln_lang_pick (lang, "待核实", "to be verified");
  return gln_format_status (GLN_STATUS_UNKNOWN, lang);
}

/**
 * gln_format_gap:
 *
 * Returns: (transfer full): the verdict as one phrase: 达标, 还差 6.47 公顷,
 *   超出 0.20 个百分点, 待填 …; amounts are rounded up, so that what is said is enough
 */
char *
gln_format_gap (const GlnIndicatorValue *value, const GlnCheck *check, GlnLang lang)
{
  g_autofree char *size = NULL;
  gboolean over;

  if (check->status == GLN_STATUS_MET)
    return g_strdup (gln_format_status (GLN_STATUS_MET, lang));
  if (check->status == GLN_STATUS_UNKNOWN)
    return g_strdup (unknown_reason (value, check, lang));
  if (!(check->gap > 0)) /* a strict bound hit exactly, or a yes that is a no */
    return g_strdup (gln_format_status (GLN_STATUS_UNMET, lang));
  over = check->op[0] == '<'
         || (g_strcmp0 (check->op, "between") == 0 && check->actual > check->value2);
  size = gap_size (value, check, lang);
  if (lang == GLN_LANG_ZH)
    return g_strconcat (over ? "超出" : "还差", NBSP, size, NULL);
  return g_strconcat (size, over ? " too much" : " short", NULL);
}
