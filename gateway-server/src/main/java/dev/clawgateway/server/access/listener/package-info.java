/** Who somebody is by the listener it came in by, and on a Unix socket by what the kernel says. */
@NullMarked
package dev.clawgateway.server.access.listener;

import org.jspecify.annotations.NullMarked;
