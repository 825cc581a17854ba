/** Clients of OpenClaw's dialect, written from its protocol alone. */
@NullMarked
package dev.clawgateway.cli.openclaw;

import org.jspecify.annotations.NullMarked;
