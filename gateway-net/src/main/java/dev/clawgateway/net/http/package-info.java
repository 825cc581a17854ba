/**
 * HTTP as the gateway's dialects see it: an {@link Exchange}, and a {@link Router} of explicit
 * {@link Route}s in {@link Family families} that share a form of errors. No type of a network
 * library is part of it, and no path either: those are the dialects'.
 */
@NullMarked
package dev.clawgateway.net.http;

import org.jspecify.annotations.NullMarked;
