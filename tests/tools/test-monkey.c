/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random events over all tools: no warning, and undoing everything leads back
 * to the start, bit for bit. */
#include "model/gln-edits.h"
#include "tools/hand.h"

static double
somewhere (GRand *rand)
{
  /* Half of the time on what is there, so that handles are hit. */
  return g_rand_boolean (rand) ? 5 * g_rand_int_range (rand, 0, 4)
                               : g_rand_double_range (rand, -50, 1050);
}

static void
random_event (Hand *hand, GRand *rand)
{
  double x = somewhere (rand), y = somewhere (rand);

  hand->modifiers = g_rand_int_range (rand, 0, 4) ? 0 : (guint) g_rand_int_range (rand, 0, 8);
  switch (g_rand_int_range (rand, 0, 9))
    {
    case 0:
      key (hand, (GlnKey) g_rand_int_range (rand, GLN_KEY_NONE, GLN_KEY_DELETE + 1));
      break;
    case 1:
      hand_event (hand, g_rand_boolean (rand) ? GLN_TOOL_LEAVE : GLN_TOOL_ABORT, 0, 0, 0,
                  GLN_KEY_NONE);
      break;
    case 2:
    case 3:
      release (hand, x, y);
      break;
    case 4:
      tap (hand, x, y);
      break;
    case 5:
      hand_event (hand, GLN_TOOL_PRESS, x, y, (guint) g_rand_int_range (rand, 1, 4), GLN_KEY_NONE);
      break;
    default:
      move (hand, x, y);
    }
}

static void
random_action (Hand *hand, GRand *rand)
{
  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
      gln_toolbox_set_tool (
          hand->toolbox,
          gln_tools_get ((guint) g_rand_int_range (rand, 0, (int) gln_tools_count ()))->id);
      break;
    case 1:
      gln_toolbox_cancel (hand->toolbox);
      break;
    case 2:
      gln_session_set_phase (hand->session, (guint) g_rand_int_range (rand, 0, 2));
      break;
    case 3:
      gln_document_undo (hand->document); /* refused in the middle of something */
      break;
    case 4:
      gln_document_redo (hand->document);
      break;
    default:
      gln_toolbox_settle (hand->toolbox);
      g_assert_false (gln_document_is_open (hand->document));
      gln_session_select (hand->session, &hand->ids.green, 1);
    }
}

static void
test_monkey (void)
{
  g_autoptr (GRand) rand = fixture_rand ();
  g_auto (Hand) hand = { 0 };
  g_autoptr (GlnPlan) start = NULL, end = NULL;
  guint n_steps;

  hand_init (&hand, "polygon");
  gln_document_set_history_limit (hand.document, G_MAXSIZE, 1);
  start = gln_plan_ref (gln_document_get_plan (hand.document));
  for (guint i = 0; i < 10000; i++)
    if (g_rand_int_range (rand, 0, 12) == 0)
      random_action (&hand, rand);
    else
      random_event (&hand, rand);
  gln_toolbox_settle (hand.toolbox);
  end = gln_plan_ref (gln_document_get_plan (hand.document));
  n_steps = gln_document_position (hand.document);
  g_test_message ("%u steps", n_steps);
  fixture_assert_exact (hand.document);
  g_assert_cmpuint (n_steps, >, 0);
  while (gln_document_undo (hand.document))
    ;
  g_assert_true (gln_plan_equal (gln_document_get_plan (hand.document), start));
  g_assert_cmpfloat (total_m2 (&hand), ==, 100);
  g_assert_true (gln_document_go_to (hand.document, n_steps));
  g_assert_true (gln_plan_equal (gln_document_get_plan (hand.document), end));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tools/monkey", test_monkey);
  return g_test_run ();
}
