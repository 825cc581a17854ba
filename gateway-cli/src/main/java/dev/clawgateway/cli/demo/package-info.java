/** The command that shows it all at work on one machine, through the other commands. */
@NullMarked
package dev.clawgateway.cli.demo;

import org.jspecify.annotations.NullMarked;
