/**
 * Plug-ins: how they are found, and what becomes of those that fail. Everything else about them is
 * in their API.
 */
@NullMarked
package dev.clawgateway.server.plugin;

import org.jspecify.annotations.NullMarked;
