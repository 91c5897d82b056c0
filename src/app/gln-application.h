/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** GlnApplication: the program: one window a plan, files handed over, about, quit. */
#define GLN_TYPE_APPLICATION (gln_application_get_type ())
G_DECLARE_FINAL_TYPE (GlnApplication, gln_application, GLN, APPLICATION, AdwApplication)

/* @flags: further ones, such as G_APPLICATION_NON_UNIQUE in tests. */
GlnApplication *gln_application_new (GApplicationFlags flags);

G_END_DECLS
