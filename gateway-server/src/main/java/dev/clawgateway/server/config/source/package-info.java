/**
 * Where values come from: the environment, the command line and text files; addresses among them,
 * and those that nobody is to see.
 */
@NullMarked
package dev.clawgateway.server.config.source;

import org.jspecify.annotations.NullMarked;
