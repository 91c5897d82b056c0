/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clocks, memory and quantiles for the benchmarks, and their output: one line
 * "key<TAB>number" for each measurement, which table.awk gathers. */
#pragma once

#include <glib.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

G_BEGIN_DECLS

static inline double
measure_clock_s (clockid_t clock)
{
  struct timespec t;

  clock_gettime (clock, &t);
  return (double) t.tv_sec + 1e-9 * (double) t.tv_nsec;
}

/** MeasureSpan: a stretch of work. */
typedef struct
{
  double wall_s;
  double cpu_s;    /* of all threads of the process */
  double thread_s; /* of the calling thread */
} MeasureSpan;

static inline MeasureSpan
measure_now (void)
{
  return (MeasureSpan){ measure_clock_s (CLOCK_MONOTONIC), measure_clock_s (CLOCK_PROCESS_CPUTIME_ID),
                        measure_clock_s (CLOCK_THREAD_CPUTIME_ID) };
}

static inline MeasureSpan
measure_since (const MeasureSpan *start)
{
  MeasureSpan now = measure_now ();

  return (MeasureSpan){ now.wall_s - start->wall_s, now.cpu_s - start->cpu_s, now.thread_s - start->thread_s };
}

/** measure_memory: the line @field ("VmRSS", "VmHWM") of this process, in bytes; 0 where the system has none. */
static inline double
measure_memory (const char *field)
{
  g_autofree char *text = NULL;
  const char *at;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL) || !(at = strstr (text, field)))
    return 0;
  return 1024 * g_ascii_strtod (at + strlen (field) + 1, NULL);
}

/** measure_reset_peak: lets VmHWM start again from what is in use now. */
static inline void
measure_reset_peak (void)
{
  FILE *file = fopen ("/proc/self/clear_refs", "w");

  if (!file)
    return;
  fputs ("5", file);
  fclose (file);
}

static inline int
measure_compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/** measure_quantile: the @q quantile (0..1) of @values (GArray of double), which it sorts. */
static inline double
measure_quantile (GArray *values, double q)
{
  g_array_sort (values, measure_compare);
  return values->len ? g_array_index (values, double, (guint) lround (q * (values->len - 1))) : NAN;
}

G_GNUC_PRINTF (2, 3)
static inline void
measure_print (double value, const char *format, ...)
{
  g_autofree char *key = NULL;
  va_list args;

  va_start (args, format);
  key = g_strdup_vprintf (format, args);
  va_end (args);
  printf ("%s\t%.17g\n", key, value);
  fflush (stdout);
}

G_END_DECLS
