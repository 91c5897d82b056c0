/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A hand without a display: feeds events to a toolbox. */
#pragma once

#include "model/fixture.h"
#include "tools/gln-toolbox.h"

typedef struct
{
  FixtureIds ids;
  GlnDocument *document;
  GlnSession *session;
  GlnToolbox *toolbox;
  Listener heard;
  GlnModifiers modifiers;
  double tolerance_m;
  guint n_refused;
  guint n_finished;
  GlnUuid made;
} Hand;

static inline void
hand_refused (GlnToolbox *toolbox, const char *sentence, Hand *hand)
{
  g_assert_true (sentence && *sentence);
  hand->n_refused++;
}

static inline void
hand_finished (GlnToolbox *toolbox, const GlnUuid *uuid, Hand *hand)
{
  hand->n_finished++;
  hand->made = *uuid;
}

static inline void
hand_init (Hand *hand, const char *tool)
{
  memset (hand, 0, sizeof *hand);
  hand->tolerance_m = 1;
  hand->document = fixture_document (&hand->ids);
  hand->session = gln_session_new (hand->document);
  hand->toolbox = gln_toolbox_new (hand->session);
  g_signal_connect (hand->toolbox, "refused", G_CALLBACK (hand_refused), hand);
  g_signal_connect (hand->toolbox, "finished", G_CALLBACK (hand_finished), hand);
  listener_init (&hand->heard, hand->document);
  g_assert_true (gln_toolbox_set_tool (hand->toolbox, tool));
}

static inline void
hand_clear (Hand *hand)
{
  g_clear_object (&hand->toolbox);
  g_assert_false (gln_document_is_open (hand->document));
  listener_clear (&hand->heard);
  g_clear_object (&hand->session);
  g_clear_object (&hand->document);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Hand, hand_clear)

static inline gboolean
hand_event (Hand *hand, GlnToolEventKind kind, double x, double y, guint n_press, GlnKey key)
{
  GlnToolEvent event = { kind, { x, y }, hand->tolerance_m, n_press, hand->modifiers, key };
  gboolean used = gln_toolbox_event (hand->toolbox, &event);

  g_assert_nonnull (gln_toolbox_get_overlay (hand->toolbox)->cursor);
  return used;
}

static inline gboolean
press (Hand *hand, double x, double y)
{
  return hand_event (hand, GLN_TOOL_PRESS, x, y, 1, GLN_KEY_NONE);
}

static inline void
move (Hand *hand, double x, double y)
{
  hand_event (hand, GLN_TOOL_MOTION, x, y, 0, GLN_KEY_NONE);
}

static inline void
release (Hand *hand, double x, double y)
{
  hand_event (hand, GLN_TOOL_RELEASE, x, y, 0, GLN_KEY_NONE);
}

static inline gboolean
key (Hand *hand, GlnKey which)
{
  return hand_event (hand, GLN_TOOL_KEY, 0, 0, 0, which);
}

static inline gboolean
tap (Hand *hand, double x, double y)
{
  gboolean claimed;

  move (hand, x, y);
  claimed = press (hand, x, y);
  release (hand, x, y);
  return claimed;
}

/* A whole double click as toolkits report it. */
static inline void
tap_twice (Hand *hand, double x, double y)
{
  tap (hand, x, y);
  g_assert_true (hand_event (hand, GLN_TOOL_PRESS, x, y, 2, GLN_KEY_NONE));
  release (hand, x, y);
}

static inline void
drag (Hand *hand, double x0, double y0, double x1, double y1)
{
  move (hand, x0, y0);
  press (hand, x0, y0);
  for (guint i = 1; i <= 4; i++)
    move (hand, x0 + (x1 - x0) * i / 4, y0 + (y1 - y0) * i / 4);
  release (hand, x1, y1);
}

static inline GlnFeature *
made (Hand *hand)
{
  return gln_plan_feature (gln_document_get_plan (hand->document), &hand->made);
}

/* All green land in the shown phase; drawings keep away from the fixture's green of 100 m². */
static inline double
total_m2 (Hand *hand)
{
  return gln_area_to_m2 (gln_areas_green_union (gln_document_get_areas (hand->document),
                                                gln_session_get_phase (hand->session)));
}
