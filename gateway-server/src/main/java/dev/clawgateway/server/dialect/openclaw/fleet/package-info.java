/**
 * The fleet by this dialect: whatever the native API does, as methods, with the same checks and the
 * same bodies; and what happens in it, as events. Knows of that API that it can be asked, and the
 * names of its operations.
 */
@NullMarked
package dev.clawgateway.server.dialect.openclaw.fleet;

import org.jspecify.annotations.NullMarked;
