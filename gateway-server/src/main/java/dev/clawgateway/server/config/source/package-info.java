/** Where values come from that are not in the file: the environment, and the command line. */
@NullMarked
package dev.clawgateway.server.config.source;

import org.jspecify.annotations.NullMarked;
