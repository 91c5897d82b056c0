/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-shape.h"

G_BEGIN_DECLS

typedef enum
{
  GLN_TOOL_PRESS,
  GLN_TOOL_MOTION,  /* with or without a button held */
  GLN_TOOL_RELEASE,
  GLN_TOOL_ABORT,   /* the system took the pressed pointer away; no RELEASE comes */
  GLN_TOOL_LEAVE,   /* the pointer left the map */
  GLN_TOOL_KEY,
} GlnToolEventKind;

typedef enum
{
  GLN_KEY_NONE,
  GLN_KEY_ESCAPE,
  GLN_KEY_RETURN, /* also the one of the number pad */
  GLN_KEY_BACKSPACE,
  GLN_KEY_DELETE,
} GlnKey;

typedef enum
{
  GLN_MOD_SHIFT   = 1 << 0,
  GLN_MOD_CONTROL = 1 << 1,
  GLN_MOD_ALT     = 1 << 2,
} GlnModifiers;

/**
 * GlnToolEvent: what the hand does, without a toolkit, so that a drag is
 * tested without a display.
 *
 * Only the first button (pen tip, finger) reaches a tool. A press is answered
 * by gln_toolbox_event(): TRUE claims the sequence (the map must not pan or
 * zoom); after FALSE the map may pan, and sends RELEASE only when the button
 * went up without a pan.
 */
typedef struct
{
  GlnToolEventKind kind;
  GlnPoint point_m;        /* metres in the plan's CRS; not used by keys */
  double tolerance_m;      /* how far the hand may miss, in metres at this zoom (about 8 pixels) */
  guint n_press;           /* PRESS: 1 single, 2 double ... */
  GlnModifiers modifiers;
  GlnKey key;              /* KEY only */
} GlnToolEvent;

G_END_DECLS
