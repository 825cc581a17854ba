/**
 * The native API, by its contract: which requests there are, how they are held to it, and how they
 * are answered. What an operation does is in the rooms below, one a noun; they know this one, and
 * it knows none of them.
 */
@NullMarked
package dev.clawgateway.server.dialect.api;

import org.jspecify.annotations.NullMarked;
