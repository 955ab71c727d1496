#pragma once

#include <graphviz/gvc.h>
#include <graphviz/gvplugin_textlayout.h>
#include <stddef.h>

// The length gvRenderData reports: unsigned int up to Graphviz 12, size_t after.
typedef __typeof__(_Generic(
    &gvRenderData,
    int (*)(GVC_t *, graph_t *, const char *, char **, size_t *): (size_t)0,
    default: 0u)) rt_length;

// Returns 0 and a buffer to give to gvFreeRenderData, or another number and no buffer: when rendering fails,
// Graphviz leaves a pointer behind that it may have moved or never filled.
static inline int rt_render(GVC_t *context, graph_t *graph, const char *format, char **bytes, size_t *count) {
  char *buffer = NULL;
  rt_length length = 0;
  int status = gvRenderData(context, graph, format, &buffer, &length);
  *bytes = status == 0 ? buffer : NULL;
  *count = status == 0 ? length : 0;
  return status;
}

// Sends every message from warnings upwards to `handler`, in pieces, and forgets earlier errors.
static inline void rt_capture_messages(agusererrf handler) {
  agseterrf(handler);
  agseterr(AGWARN);
  agreseterrors();
}

// The type a text layout answers with: boolean up to Graphviz 2.50, bool after.
typedef __typeof__(((gvtextlayout_engine_t *)NULL)->textlayout(NULL, NULL)) rt_answer;

// Declines to measure, whereupon Graphviz takes the width tables compiled into libgvc.
static inline rt_answer rt_decline_text(textspan_t *span, char **font_path) {
  (void)span;
  (void)font_path;
  return 0;
}

// A context that asks no installed font how wide a text is, so that a layout is the same on every machine.
static inline GVC_t *rt_context_without_fonts(void) {
  static gvtextlayout_engine_t engine = {rt_decline_text};
  static gvplugin_installed_t layouts[] = {{0, "textlayout", 1000000, &engine, NULL}, {0}};
  static gvplugin_api_t apis[] = {{API_textlayout, layouts}, {(api_t)0, NULL}};
  static gvplugin_library_t library = {(char *)"raft_trace", apis};
  static const lt_symlist_t builtins[] = {{"gvplugin_raft_trace_LTX_library", &library}, {NULL, NULL}};
  return gvContextPlugins(builtins, 1);
}
