/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-when.h"

typedef enum
{
  KEY_NUMBER,
  KEY_SYMBOL, /* text member of the context; symbols, when given, are all that exist */
  KEY_USE,
  KEY_TRI,
  KEY_PHASE /* number: the phase's year; word: its id */
} KeyType;

typedef struct
{
  const char *name;
  KeyType type;
  gsize offset;
  const char *symbols; /* ";a;b;" or NULL when any word will do */
} KeyInfo;

typedef enum
{
  CMP_GE,
  CMP_LE,
  CMP_NE,
  CMP_GT,
  CMP_LT,
  CMP_EQ,
  N_CMP
} Comparison;

typedef struct
{
  const KeyInfo *key;
  Comparison op;
  const char **values; /* alternatives, interned */
  double number;       /* of a single number */
  gboolean is_number;  /* every alternative is a number */
} Condition;

struct _GlnWhen
{
  GArray *conditions;
};
