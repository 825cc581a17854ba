/** Workspaces over the native API. */
@NullMarked
package dev.clawgateway.server.dialect.api.workspace;

import org.jspecify.annotations.NullMarked;
