/**
 * The command that submits a workload, the options that say what it needs, and staying with it
 * until it ends.
 */
@NullMarked
package dev.clawgateway.cli.run;

import org.jspecify.annotations.NullMarked;
