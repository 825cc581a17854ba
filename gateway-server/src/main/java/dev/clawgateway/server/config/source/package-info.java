/**
 * Where values come from: the environment, the command line and text files; addresses among them,
 * and those that nobody is to see. What is in force, and what is wrong with it.
 */
@NullMarked
package dev.clawgateway.server.config.source;

import org.jspecify.annotations.NullMarked;
