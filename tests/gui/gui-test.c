/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gui-test.h"

#include <X11/Xlib.h>
#include <X11/extensions/XTest.h>
#include <gdk/x11/gdkx.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>

static Display *injector;

/* GTK from 4.16 on complains about the narrow measuring that libadwaita's own message dialogs do; nothing
 * of ours is wrong and nothing is drawn wrong. */
static gboolean
is_toolkit_noise (const GLogField *fields, gsize n_fields)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE") && fields[i].length < 0)
      return g_str_has_prefix (fields[i].value, "Trying to measure Gtk");
  return FALSE;
}

/* Every other warning ends the test, as G_DEBUG=fatal-warnings would. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  GLogWriterOutput output = g_log_writer_default (level, fields, n_fields, NULL);

  if ((level & (G_LOG_LEVEL_WARNING | G_LOG_LEVEL_CRITICAL)) && !is_toolkit_noise (fields, n_fields))
    G_BREAKPOINT ();
  return output;
}

void
gui_test_init (int *argc, char ***argv)
{
  int event, error, major, minor;

  g_test_init (argc, argv, NULL);
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  g_log_set_writer_func (write_log, NULL, NULL);
  injector = g_getenv ("DISPLAY") ? XOpenDisplay (NULL) : NULL;
  if (!injector || !XTestQueryExtension (injector, &event, &error, &major, &minor))
    {
      g_print ("1..0 # SKIP there is no X display with the XTest extension (Xvfb makes one)\n");
      exit (77);
    }
}

static gboolean
tick (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

gboolean
gui_test_wait (GuiTestDone done, gpointer data, double seconds)
{
  gint64 end = g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);
  guint source = g_timeout_add (10, tick, NULL);
  gboolean ok;

  while (!(ok = done (data)) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  return ok;
}

static gboolean
frame_drawn (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  *(guint *) data += 1;
  return G_SOURCE_CONTINUE;
}

static gboolean
two_frames (gpointer data)
{
  return *(guint *) data >= 2;
}

static gboolean
never (gpointer data)
{
  return FALSE;
}

void
gui_test_settle (GtkWidget *widget, guint ms)
{
  guint frames = 0, callback = gtk_widget_add_tick_callback (widget, frame_drawn, &frames, NULL);

  g_assert_true (gui_test_wait (two_frames, &frames, 10));
  gtk_widget_remove_tick_callback (widget, callback);
  gui_test_wait (never, NULL, ms / 1000.0);
}

/* Where a point of @widget is on the screen. */
static void
to_screen (GtkWidget *widget, double x, double y, int *screen_x, int *screen_y)
{
  GtkNative *native = gtk_widget_get_native (widget);
  GdkSurface *surface = gtk_native_get_surface (native);
  graphene_point_t p;
  double dx, dy;
  int root_x, root_y;
  Window child;

  g_assert_true (gtk_widget_compute_point (widget, GTK_WIDGET (native), &GRAPHENE_POINT_INIT (x, y), &p));
  gtk_native_get_surface_transform (native, &dx, &dy);
  XTranslateCoordinates (injector, gdk_x11_surface_get_xid (surface), DefaultRootWindow (injector), 0, 0, &root_x,
                         &root_y, &child);
  *screen_x = root_x + (int) floor (p.x + dx + 0.5);
  *screen_y = root_y + (int) floor (p.y + dy + 0.5);
}

static void
handled (GtkWidget *widget)
{
  XSync (injector, False);
  gui_test_settle (widget, 30);
}

void
gui_test_move (GtkWidget *widget, double x, double y)
{
  int screen_x, screen_y;

  to_screen (widget, x, y, &screen_x, &screen_y);
  XTestFakeMotionEvent (injector, -1, screen_x, screen_y, CurrentTime);
  handled (widget);
}

void
gui_test_press (GtkWidget *widget, guint button)
{
  XTestFakeButtonEvent (injector, button, True, CurrentTime);
  handled (widget);
}

void
gui_test_release (GtkWidget *widget, guint button)
{
  XTestFakeButtonEvent (injector, button, False, CurrentTime);
  handled (widget);
}

void
gui_test_click (GtkWidget *widget, double x, double y)
{
  gui_test_move (widget, x, y);
  gui_test_press (widget, 1);
  gui_test_release (widget, 1);
}

void
gui_test_scroll (GtkWidget *widget, gboolean up)
{
  gui_test_press (widget, up ? 4 : 5);
  gui_test_release (widget, up ? 4 : 5);
}

void
gui_test_key (GtkWidget *widget, guint keyval)
{
  GdkSurface *surface = gtk_native_get_surface (gtk_widget_get_native (widget));
  KeyCode code = XKeysymToKeycode (injector, keyval);

  /* No window manager gives the focus here. */
  XSetInputFocus (injector, gdk_x11_surface_get_xid (surface), RevertToParent, CurrentTime);
  handled (widget);
  XTestFakeKeyEvent (injector, code, True, CurrentTime);
  XTestFakeKeyEvent (injector, code, False, CurrentTime);
  handled (widget);
}

GdkTexture *
gui_test_shot (GtkWidget *window, const char *name)
{
  g_autoptr (GdkPaintable) paintable = NULL;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  const char *folder = g_getenv ("GLN_TEST_SHOTS");
  g_autoptr (GskRenderNode) node = NULL;
  GdkTexture *texture;
  int width, height;

  gui_test_settle (window, 50);
  paintable = gtk_widget_paintable_new (window);
  width = gtk_widget_get_width (window);
  height = gtk_widget_get_height (window);
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  g_assert_nonnull (texture);
  if (folder)
    {
      g_autofree char *file = g_strdup_printf ("%s/%s.png", folder, name);

      g_mkdir_with_parents (folder, 0755);
      g_assert_true (gdk_texture_save_to_png (texture, file));
      g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
    }
  return texture;
}

GtkWidget *
gui_test_find (GtkWidget *root, gboolean (*matches) (GtkWidget *widget, gpointer data), gpointer data)
{
  if (matches (root, data))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = gui_test_find (child, matches, data);

      if (found)
        return found;
    }
  return NULL;
}
