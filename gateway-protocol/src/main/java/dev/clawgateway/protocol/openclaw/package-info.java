/**
 * The frames of the OpenClaw dialect and the words of its errors: what is said, and nothing of who
 * may say it. No I/O.
 */
@NullMarked
package dev.clawgateway.protocol.openclaw;

import org.jspecify.annotations.NullMarked;
