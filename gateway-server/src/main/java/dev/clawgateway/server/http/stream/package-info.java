/**
 * Streamed answers of all dialects: how their records are written, who may have how many, how long
 * a slow reader is waited for, and how they end. Knows nothing of what is told in them.
 */
@NullMarked
package dev.clawgateway.server.http.stream;

import org.jspecify.annotations.NullMarked;
