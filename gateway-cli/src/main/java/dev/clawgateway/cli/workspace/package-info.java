/** Workspaces. */
@NullMarked
package dev.clawgateway.cli.workspace;

import org.jspecify.annotations.NullMarked;
