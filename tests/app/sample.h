/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gln-plan.h"

/* The sample city from its shapefiles: present and plan, land use, greens, boundaries, water, population.
 * (transfer full) */
GlnPlan *sample_plan_new (void);
