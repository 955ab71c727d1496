#pragma once
#include <zlib.h>

// inflateInit2 is a macro, which Swift does not import; 47 = 15 window bits, gzip or zlib header detected.
static inline int rt_inflate_init(z_stream *stream) { return inflateInit2(stream, 47); }
